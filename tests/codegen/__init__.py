"""From LoopIR to machine code."""
