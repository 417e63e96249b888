"""From programs to machine code: LoopIR, fusion, scheduling, math, LLVM."""
