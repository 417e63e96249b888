"""A pool of threads that share loops, as LLVM IR: what compiled code calls to run a loop on several cores.

The caller takes part, and never waits for a thread that sleeps: a part belongs to whoever claims it first.  One call at
a time has the workers; another that comes meanwhile, from whichever thread, runs its loop alone.
"""

from __future__ import annotations

from . import pool_cores, pool_workers

MOST_WORKERS = 127  # besides the caller
PARTS_PER_THREAD = 4  # so that a thread that comes late, or is held up, leaves its share to the others
SPIN = 100_000  # nanoseconds that a worker without work looks for more before it sleeps
WORTH_WAKING = 40_000  # nanoseconds of work for which a sleeping worker is woken
COLD = 1_000  # nanoseconds that a loop may lose to caches before it shows its speed
PIECES_PER_THREAD = 32  # of which some are run to find out how long the loop takes
FEW_PIECES = 16  # with fewer, one may take long itself
ROUNDS_PER_LOOK = 32  # of waiting, a power of two; then a worker looks at the clock, and at the core that it is on


def text(arm: bool, sig_setmask: int, clock: int, tells_cores: bool) -> str:
    """The module.  `sig_setmask`, `clock`: the system's numbers for "replace the signal mask" and the monotonic clock.

    tells_cores: whether the system has the functions pool_cores.IMPORTS.

    pool_run(task, argument, begin, end, grain, threads) runs task(argument, b, e) for parts [b, e) that make up
    [begin, end), each but the last a multiple of `grain` long (0: all in one part), on at most so many threads (0: as
    set by pool_set_threads).  Returns all results, or-ed.  pool_run_kernel does the same for a kernel of LoopIR.
    pool_run_watched has one operand more, a function of the argument, which the caller calls now and then as it waits.
    pool_after_fork: the child has no workers.
    """
    pause = "call void @llvm.aarch64.hint(i32 1)" if arm else "call void @llvm.x86.sse2.pause()"
    declared = "declare void @llvm.aarch64.hint(i32)" if arm else "declare void @llvm.x86.sse2.pause()"
    constants = {
        "PAUSE": pause,
        "DECLARE_PAUSE": declared,
        "SIG_SETMASK": sig_setmask,
        "MOST_WORKERS": MOST_WORKERS,
        "PARTS_PER_THREAD": PARTS_PER_THREAD,
        "PIECES_PER_THREAD": PIECES_PER_THREAD,
        "FEW_PIECES": FEW_PIECES,
        "COLD": COLD,
        "ROUNDS_PER_LOOK": ROUNDS_PER_LOOK - 1,
        "WORTH_WAKING": WORTH_WAKING,
        "CLOCK": clock,
        "SPIN": SPIN,
    }
    parts = (
        _STATE,
        pool_cores.text(tells_cores),
        pool_workers.TAKE_PARTS,
        pool_workers.WORKER,
        pool_workers.START,
        _PROBE,
        _RUN,
        _ALONE,
        _KERNEL,
        _SETTINGS,
    )
    ir = "".join(parts)
    for name, value in constants.items():
        ir = ir.replace(f"<{name}>", str(value))
    return ir


def serial_text() -> str:
    """The same for systems without POSIX threads: what runs loops alone, all in one part."""
    return _ALONE + _SERIAL_RUN + _KERNEL


# What the module needs of the process.
IMPORTS = (
    "pthread_create",
    "pthread_detach",
    "pthread_mutex_init",
    "pthread_mutex_lock",
    "pthread_mutex_trylock",
    "pthread_mutex_unlock",
    "pthread_cond_init",
    "pthread_cond_wait",
    "pthread_cond_signal",
    "pthread_sigmask",
    "sigfillset",
    "sched_yield",
    "clock_gettime",
)

# What several threads write lies 128 bytes apart: two cache lines, which processors fetch in pairs.
_STATE = """
%worker = type { i64, [15 x i64], [128 x i8], [128 x i8] }   ; asleep, mutex, condition
@workers = internal global [<MOST_WORKERS> x %worker] zeroinitializer, align 128
@generation = internal global i64 0, align 128   ; number of the last loop
@ticket = internal global i64 0, align 128       ; low half of the generation, then how many parts are left
@finished = internal global i64 0, align 128     ; parts that are done
@failed = internal global i32 0
@busy = internal global i32 0, align 128         ; 1 while a caller has the workers
@started = internal global i64 0                 ; workers that exist
@most = internal global i64 <MOST_WORKERS>       ; workers that can be had: fewer once a thread could not be made
@threads = internal global i64 1, align 128      ; for callers that name no number
@worth_waking = internal global i64 0            ; whether this loop is long enough to wake workers
@alone_for = internal global double 0.0          ; nanoseconds of the last loops, for which nobody was woken
@alone_until = internal global i64 0             ; when the last of them ended

; the loop: written before the ticket, and not again before all of its parts are done
@task = internal global ptr null, align 128
@argument = internal global ptr null
@begin = internal global i64 0
@end = internal global i64 0
@step = internal global i64 0
@parts = internal global i64 0
@width = internal global i64 0                   ; workers that may take part
@home = internal global i32 0                    ; the caller's core
@watch = internal global ptr null                ; what the caller calls while it waits

declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare i32 @pthread_detach(ptr)
declare i32 @pthread_mutex_init(ptr, ptr)
declare i32 @pthread_mutex_lock(ptr)
declare i32 @pthread_mutex_trylock(ptr)
declare i32 @pthread_mutex_unlock(ptr)
declare i32 @pthread_cond_init(ptr, ptr)
declare i32 @pthread_cond_wait(ptr, ptr)
declare i32 @pthread_cond_signal(ptr)
declare i32 @sigfillset(ptr)
declare i32 @pthread_sigmask(i32, ptr, ptr)
declare i32 @sched_yield()
declare i64 @llvm.smin.i64(i64, i64)
declare i64 @llvm.smax.i64(i64, i64)
<DECLARE_PAUSE>
"""

# Waking a thread costs the caller more than a short loop takes, and only the loop itself shows how long it is.
_PROBE = """
declare i32 @clock_gettime(i32, ptr)

define internal i64 @nanoseconds() nounwind {
  %time = alloca { i64, i64 }
  %r = call i32 @clock_gettime(i32 <CLOCK>, ptr %time)
  %seconds = load i64, ptr %time
  %p = getelementptr { i64, i64 }, ptr %time, i64 0, i32 1
  %rest = load i64, ptr %p
  %whole = mul i64 %seconds, 1000000000
  %t = add i64 %whole, %rest
  ret i64 %t
}

; while workers sleep: run pieces of the loop, each twice as long as the one before, until it is clear that the rest is
; worth waking them, or a good part of it is done.  Returns where the rest begins.  Loops in quick succession count
; together: workers that were woken for one stay for the next.
define internal i64 @probe(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %hands) nounwind {
entry:
  %n = sub i64 %end, %begin
  %pieces = mul i64 %hands, <PIECES_PER_THREAD>
  %length = call i64 @up(i64 %n, i64 %pieces)
  %grains = call i64 @up(i64 %length, i64 %grain)
  %piece = mul i64 %grains, %grain
  %enough = mul i64 %piece, <FEW_PIECES>
  %coarse = icmp slt i64 %n, %enough
  br i1 %coarse, label %at_once, label %start
at_once:
  store i64 1, ptr @worth_waking
  ret i64 %begin
start:
  %t0 = call i64 @nanoseconds()
  %until = load i64, ptr @alone_until
  %gap = sub i64 %t0, %until
  %recent = icmp slt i64 %gap, <SPIN>
  %before = load double, ptr @alone_for
  %alone = select i1 %recent, double %before, double 0.0
  %quarter = ashr i64 %n, 2
  br label %next
next:
  %b = phi i64 [ %begin, %start ], [ %e, %again ]
  %l = phi i64 [ %piece, %start ], [ %l1, %again ]
  %e = add i64 %b, %l
  %r = call i32 %task(ptr %argument, i64 %b, i64 %e)
  %f = atomicrmw or ptr @failed, i32 %r monotonic
  %t = call i64 @nanoseconds()
  %spent = sub i64 %t, %t0
  %less = sub i64 %spent, <COLD>   ; what is touched first takes longer
  %warm = call i64 @llvm.smax.i64(i64 %less, i64 0)
  %warm_spent = sitofp i64 %warm to double
  %done = sub i64 %e, %begin
  %left = sub i64 %end, %e
  %done_f = sitofp i64 %done to double
  %left_f = sitofp i64 %left to double
  %share = fdiv double %left_f, %done_f
  %rest = fmul double %warm_spent, %share
  %sum = fadd double %alone, %rest
  %worth = fcmp ogt double %sum, <WORTH_WAKING>.0
  br i1 %worth, label %out, label %again
again:
  %l1 = shl i64 %l, 1
  %long = icmp slt i64 %done, %quarter
  br i1 %long, label %next, label %out
out:
  %flag = zext i1 %worth to i64
  store i64 %flag, ptr @worth_waking
  %whole = fadd double %sum, %warm_spent
  %kept = select i1 %worth, double 0.0, double %whole
  store double %kept, ptr @alone_for
  %rest_time = fptosi double %rest to i64
  %over = add i64 %t, %rest_time
  store i64 %over, ptr @alone_until
  ret i64 %e
}
"""

_RUN = """
define i32 @pool_run(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %asked) nounwind {
  %r = call i32 @pool_run_watched(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %asked, ptr null)
  ret i32 %r
}

define i32 @pool_run_watched(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %asked, ptr %watch)
    nounwind {
entry:
  %set = load atomic i64, ptr @threads monotonic, align 8
  %named = icmp sgt i64 %asked, 0
  %threads = select i1 %named, i64 %asked, i64 %set
  %n = sub i64 %end, %begin
  %several = icmp sgt i64 %threads, 1
  %cut = icmp sgt i64 %grain, 0
  %long = icmp sgt i64 %n, %grain
  %c0 = and i1 %several, %cut
  %c1 = and i1 %c0, %long
  br i1 %c1, label %ask, label %alone
ask:
  %x = cmpxchg ptr @busy, i32 0, i32 1 acquire monotonic
  %got = extractvalue { i32, i1 } %x, 1
  br i1 %got, label %shared, label %alone
shared:
  store ptr %watch, ptr @watch
  %r0 = call i32 @share(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %threads)
  store atomic i32 0, ptr @busy release, align 4
  ret i32 %r0
alone:
  %r1 = call i32 @alone(ptr %task, ptr %argument, i64 %begin, i64 %end)
  ret i32 %r1
}

define internal i32 @share(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %threads) nounwind {
entry:
  %other = sub i64 %threads, 1
  %most = load i64, ptr @most
  %helpers = call i64 @llvm.smin.i64(i64 %other, i64 %most)
  %hands = add i64 %helpers, 1
  %n = sub i64 %end, %begin
  %grains = call i64 @up(i64 %n, i64 %grain)
  %others = sub i64 %grains, 1
  %width = call i64 @llvm.smin.i64(i64 %helpers, i64 %others)
  store atomic i32 0, ptr @failed monotonic, align 4
  store i64 0, ptr @worth_waking
  %started = load i64, ptr @started
  %short = icmp slt i64 %started, %width
  br i1 %short, label %hire, label %look
hire:
  call void @start(i64 %width)
  br label %look
look:
  %exist = load i64, ptr @started
  %there = call i64 @llvm.smin.i64(i64 %width, i64 %exist)
  %sleepers = call i1 @any_asleep(i64 %there)
  br i1 %sleepers, label %probe, label %publish
probe:
  %probed = call i64 @probe(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %hands)
  br label %publish
publish:
  %b = phi i64 [ %begin, %look ], [ %probed, %probe ]
  ; step = rest / (hands * parts per thread), rounded up to a multiple of the grain
  %rest = sub i64 %end, %b
  %rest_grains = call i64 @up(i64 %rest, i64 %grain)
  %wanted = mul i64 %hands, <PARTS_PER_THREAD>
  %each = call i64 @up(i64 %rest_grains, i64 %wanted)
  %step = mul i64 %each, %grain
  %parts = call i64 @up(i64 %rest_grains, i64 %each)
  store atomic ptr %task, ptr @task monotonic, align 8
  store atomic ptr %argument, ptr @argument monotonic, align 8
  store atomic i64 %b, ptr @begin monotonic, align 8
  store atomic i64 %end, ptr @end monotonic, align 8
  store atomic i64 %step, ptr @step monotonic, align 8
  store atomic i64 %parts, ptr @parts monotonic, align 8
  store atomic i64 %width, ptr @width monotonic, align 8
  %core = call i32 @core()
  store atomic i32 %core, ptr @home monotonic, align 4
  store atomic i64 0, ptr @finished monotonic, align 8
  %g0 = load atomic i64, ptr @generation monotonic, align 8
  %g = add i64 %g0, 1
  %high = shl i64 %g, 32
  %whole = or i64 %high, %parts
  store atomic i64 %whole, ptr @ticket release, align 8
  %g1 = atomicrmw xchg ptr @generation, i64 %g seq_cst
  %flag = load i64, ptr @worth_waking
  %worth = icmp ne i64 %flag, 0
  br i1 %worth, label %wake, label %work
wake:
  call void @wake(i64 %there)
  br label %work
work:
  %any = call i1 @take_parts(i64 -1, i64 %g)
  br label %wait
wait:
  %k = phi i64 [ 0, %work ], [ %k1, %pause ], [ %k, %yield ], [ %k, %look_out ]
  %done = load atomic i64, ptr @finished acquire, align 8
  %all = icmp eq i64 %done, %parts
  br i1 %all, label %out, label %hold
hold:
  %patient = icmp slt i64 %k, 2000
  br i1 %patient, label %pause, label %yield
pause:
  <PAUSE>
  %k1 = add i64 %k, 1
  br label %wait
yield:
  %y = call i32 @sched_yield()
  %watch = load ptr, ptr @watch
  %watched = icmp ne ptr %watch, null
  br i1 %watched, label %look_out, label %wait
look_out:
  call void %watch(ptr %argument)
  br label %wait
out:
  %failed = load atomic i32, ptr @failed monotonic, align 4
  ret i32 %failed
}

; x / y, rounded up
define internal i64 @up(i64 %x, i64 %y) nounwind {
  %less = sub i64 %x, 1
  %q = sdiv i64 %less, %y
  %r = add i64 %q, 1
  ret i64 %r
}
"""

_ALONE = """
define internal i32 @alone(ptr %task, ptr %argument, i64 %begin, i64 %end) nounwind {
  %some = icmp slt i64 %begin, %end
  br i1 %some, label %run, label %empty
run:
  %r = call i32 %task(ptr %argument, i64 %begin, i64 %end)
  ret i32 %r
empty:
  ret i32 0
}
"""

_SERIAL_RUN = """
define i32 @pool_run(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %asked) nounwind {
  %r = call i32 @alone(ptr %task, ptr %argument, i64 %begin, i64 %end)
  ret i32 %r
}

define i32 @pool_run_watched(ptr %task, ptr %argument, i64 %begin, i64 %end, i64 %grain, i64 %asked, ptr %watch)
    nounwind {
  %r = call i32 @alone(ptr %task, ptr %argument, i64 %begin, i64 %end)
  ret i32 %r
}
"""

_KERNEL = """
%launch = type { ptr, ptr, ptr }

define internal i32 @run_part(ptr %launch, i64 %begin, i64 %end) nounwind {
  %kernel = load ptr, ptr %launch
  %b = getelementptr %launch, ptr %launch, i64 0, i32 1
  %buffers = load ptr, ptr %b
  %p = getelementptr %launch, ptr %launch, i64 0, i32 2
  %params = load ptr, ptr %p
  %r = call i32 %kernel(ptr %buffers, ptr %params, i64 %begin, i64 %end)
  ret i32 %r
}

define i32 @pool_run_kernel(ptr %kernel, ptr %buffers, ptr %params, i64 %extent, i64 %grain, i64 %threads) nounwind {
  %launch = alloca %launch
  store ptr %kernel, ptr %launch
  %b = getelementptr %launch, ptr %launch, i64 0, i32 1
  store ptr %buffers, ptr %b
  %p = getelementptr %launch, ptr %launch, i64 0, i32 2
  store ptr %params, ptr %p
  %r = call i32 @pool_run(ptr @run_part, ptr %launch, i64 0, i64 %extent, i64 %grain, i64 %threads)
  ret i32 %r
}
"""

_SETTINGS = """
define void @pool_set_threads(i64 %n) nounwind {
  store atomic i64 %n, ptr @threads monotonic, align 8
  ret void
}

define i64 @pool_workers() nounwind {
  %n = load i64, ptr @started
  ret i64 %n
}

define void @pool_after_fork() nounwind {
  store i64 0, ptr @started
  store i64 <MOST_WORKERS>, ptr @most
  store atomic i32 0, ptr @busy monotonic, align 4
  ret void
}
"""
