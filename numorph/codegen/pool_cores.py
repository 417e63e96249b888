"""Which core a thread of the pool runs on, as LLVM IR: workers leave the caller's core to the caller.

A worker that is woken may be given the caller's core although others are better: where those are taken by threads of
another library that wait for work, the system leaves it where it is, and the loop runs on one core.
"""

from __future__ import annotations

# What the module needs of the process, where it tells cores at all.
IMPORTS = ("sched_getcpu", "sched_getaffinity", "sched_setaffinity")


def text(tells_cores: bool) -> str:
    """core() is the number of the core.  allowed(set) writes which cores this thread may use, for step_aside(set).

    step_aside moves this thread to another core, or lets others run first where there is none.
    """
    return _CORES if tells_cores else _UNKNOWN


# Sets of 1024 cores are as large as C libraries make them; on a larger machine sched_getaffinity fails.
_CORES = """
declare i32 @sched_getcpu()
declare i32 @sched_getaffinity(i32, i64, ptr)
declare i32 @sched_setaffinity(i32, i64, ptr)

define internal i32 @core() nounwind {
  %c = call i32 @sched_getcpu()
  ret i32 %c
}

define internal void @allowed(ptr %set) nounwind {
entry:
  br label %clear
clear:
  %i = phi i64 [ 0, %entry ], [ %i1, %clear ]
  %p = getelementptr i64, ptr %set, i64 %i
  store i64 0, ptr %p
  %i1 = add i64 %i, 1
  %more = icmp ult i64 %i1, 16
  br i1 %more, label %clear, label %ask
ask:
  %r = call i32 @sched_getaffinity(i32 0, i64 128, ptr %set)
  ret void
}

define internal void @step_aside(ptr %set) nounwind {
entry:
  %core = call i32 @sched_getcpu()
  %known = icmp ult i32 %core, 1024
  br i1 %known, label %move, label %yield
move:
  %c = zext i32 %core to i64
  %word = lshr i64 %c, 6
  %place = and i64 %c, 63
  %here = shl i64 1, %place
  %p = getelementptr i64, ptr %set, i64 %word
  %before = load i64, ptr %p
  %elsewhere = xor i64 %here, -1
  %after = and i64 %before, %elsewhere
  store i64 %after, ptr %p
  %r = call i32 @sched_setaffinity(i32 0, i64 128, ptr %set)   ; fails where no core is left
  store i64 %before, ptr %p
  %moved = icmp eq i32 %r, 0
  br i1 %moved, label %out, label %yield
yield:
  %y = call i32 @sched_yield()
  br label %out
out:
  ret void
}
"""

_UNKNOWN = """
define internal i32 @core() nounwind {
  ret i32 0
}

define internal void @allowed(ptr %set) nounwind {
  ret void
}

define internal void @step_aside(ptr %set) nounwind {
  %y = call i32 @sched_yield()
  ret void
}
"""
