"""A fuzzer that writes Python source: functions as NumPy users write them, with loops, branches and errors."""
