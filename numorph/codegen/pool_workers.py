"""The workers of the pool (pool.py) as LLVM IR: how they are made, wait, are woken, and claim parts of loops."""

# The description of the loop is read before the part is claimed.  The claim fails if the ticket has changed; if not,
# it has parts left, so that its loop has not ended, and the description is not that of another one.
TAKE_PARTS = """
; run one part of loop %g if any is left, and worker %id may; whether it did.  The caller's id is -1.
define internal i1 @take_part(i64 %id, i64 %g) nounwind {
entry:
  %low = and i64 %g, 4294967295
  br label %look
look:
  %t = load atomic i64, ptr @ticket acquire, align 8
  %tg = lshr i64 %t, 32
  %left = and i64 %t, 4294967295
  %width = load atomic i64, ptr @width monotonic, align 8
  %same = icmp eq i64 %tg, %low
  %may = icmp slt i64 %id, %width
  %some = icmp ne i64 %left, 0
  %c0 = and i1 %same, %may
  %c1 = and i1 %c0, %some
  br i1 %c1, label %claim, label %none
claim:
  %task = load atomic ptr, ptr @task monotonic, align 8
  %argument = load atomic ptr, ptr @argument monotonic, align 8
  %begin = load atomic i64, ptr @begin monotonic, align 8
  %end = load atomic i64, ptr @end monotonic, align 8
  %step = load atomic i64, ptr @step monotonic, align 8
  %parts = load atomic i64, ptr @parts monotonic, align 8
  %t1 = sub i64 %t, 1
  %x = cmpxchg ptr @ticket, i64 %t, i64 %t1 acq_rel monotonic
  %mine = extractvalue { i64, i1 } %x, 1
  br i1 %mine, label %run, label %look
run:
  %part = sub i64 %parts, %left
  %o = mul i64 %part, %step
  %b = add i64 %begin, %o
  %rest = sub i64 %end, %b
  %n = call i64 @llvm.smin.i64(i64 %rest, i64 %step)
  %e = add i64 %b, %n
  %r = call i32 %task(ptr %argument, i64 %b, i64 %e)
  %bad = icmp ne i32 %r, 0
  br i1 %bad, label %note, label %done
note:
  %f = atomicrmw or ptr @failed, i32 %r monotonic
  br label %done
done:
  %d = atomicrmw add ptr @finished, i64 1 release
  ret i1 true
none:
  ret i1 false
}

; run parts until none is left; whether any was run
define internal i1 @take_parts(i64 %id, i64 %g) nounwind {
entry:
  br label %next
next:
  %any = phi i1 [ false, %entry ], [ true, %next ]
  %did = call i1 @take_part(i64 %id, i64 %g)
  br i1 %did, label %next, label %out
out:
  ret i1 %any
}
"""

# A worker says that it sleeps and then looks at the generation; a caller makes a new generation and then looks who
# sleeps.  One of them sees the other, whatever the order.
WORKER = """
define internal i1 @in_the_way() nounwind {
  %core = call i32 @core()
  %home = load atomic i32, ptr @home monotonic, align 4
  %same = icmp eq i32 %core, %home
  ret i1 %same
}

define internal ptr @worker(ptr %argument) nounwind {
entry:
  %id = ptrtoint ptr %argument to i64
  %asleep = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %id, i32 0
  %mutex = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %id, i32 2
  %condition = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %id, i32 3
  %cores = alloca [16 x i64], align 8
  call void @allowed(ptr %cores)
  %first = call i64 @nanoseconds()
  br label %wait
wait:
  %seen = phi i64 [ 0, %entry ], [ %seen, %pause ], [ %seen, %yield ], [ %g, %done ]
  %since = phi i64 [ %first, %entry ], [ %since, %pause ], [ %since, %yield ], [ %kept, %done ]
  %k = phi i64 [ 0, %entry ], [ %k1, %pause ], [ %k1, %yield ], [ 0, %done ]
  %now = load atomic i64, ptr @generation acquire, align 8
  %new = icmp ne i64 %now, %seen
  br i1 %new, label %run, label %idle
idle:
  %k1 = add i64 %k, 1
  %turn = and i64 %k1, <ROUNDS_PER_LOOK>
  %due = icmp eq i64 %turn, 0
  br i1 %due, label %look, label %pause
look:
  %time = call i64 @nanoseconds()
  %idle_for = sub i64 %time, %since
  %patient = icmp slt i64 %idle_for, <SPIN>
  br i1 %patient, label %where, label %bed
where:
  %hinders = call i1 @in_the_way()
  br i1 %hinders, label %yield, label %pause
yield:
  call void @step_aside(ptr %cores)
  br label %wait
pause:
  <PAUSE>
  br label %wait
bed:
  %l = call i32 @pthread_mutex_lock(ptr %mutex)
  br label %sleep
sleep:
  %s = atomicrmw xchg ptr %asleep, i64 1 seq_cst
  %called = load atomic i64, ptr @generation seq_cst, align 8
  %up = icmp ne i64 %called, %seen
  br i1 %up, label %awake, label %snore
snore:
  %c = call i32 @pthread_cond_wait(ptr %condition, ptr %mutex)
  br label %sleep
awake:
  store atomic i64 0, ptr %asleep monotonic, align 8
  %u = call i32 @pthread_mutex_unlock(ptr %mutex)
  %near = call i1 @in_the_way()
  br i1 %near, label %aside, label %run
aside:
  call void @step_aside(ptr %cores)
  br label %run
run:
  %g = phi i64 [ %now, %wait ], [ %called, %awake ], [ %called, %aside ]
  %woken = phi i1 [ false, %wait ], [ true, %awake ], [ true, %aside ]
  %any = call i1 @take_parts(i64 %id, i64 %g)
  %again = or i1 %any, %woken
  br i1 %again, label %fresh, label %done
fresh:
  %end = call i64 @nanoseconds()
  br label %done
done:
  %kept = phi i64 [ %since, %run ], [ %end, %fresh ]
  br label %wait
}

define internal i1 @any_asleep(i64 %count) nounwind {
entry:
  br label %next
next:
  %i = phi i64 [ 0, %entry ], [ %i1, %look ]
  %more = icmp slt i64 %i, %count
  br i1 %more, label %look, label %none
look:
  %asleep = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 0
  %a = load atomic i64, ptr %asleep seq_cst, align 8
  %i1 = add i64 %i, 1
  %sleeps = icmp ne i64 %a, 0
  br i1 %sleeps, label %some, label %next
some:
  ret i1 true
none:
  ret i1 false
}

; a worker whose mutex is taken is about to sleep or to get up: it misses this loop, and nobody waits for it
define internal void @wake(i64 %count) nounwind {
entry:
  br label %next
next:
  %i = phi i64 [ 0, %entry ], [ %i1, %over ]
  %more = icmp slt i64 %i, %count
  br i1 %more, label %look, label %out
look:
  %asleep = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 0
  %a = load atomic i64, ptr %asleep seq_cst, align 8
  %sleeps = icmp ne i64 %a, 0
  br i1 %sleeps, label %try, label %over
try:
  %mutex = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 2
  %t = call i32 @pthread_mutex_trylock(ptr %mutex)
  %free = icmp eq i32 %t, 0
  br i1 %free, label %call, label %over
call:
  store atomic i64 0, ptr %asleep monotonic, align 8
  %u = call i32 @pthread_mutex_unlock(ptr %mutex)
  %condition = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 3
  %s = call i32 @pthread_cond_signal(ptr %condition)
  br label %over
over:
  %i1 = add i64 %i, 1
  br label %next
out:
  ret void
}
"""

# Signals are for Python's threads: workers are made while all of them are blocked.
START = """
define internal void @start(i64 %count) nounwind {
entry:
  %thread = alloca ptr
  %all = alloca [128 x i8], align 16
  %old = alloca [128 x i8], align 16
  %s0 = call i32 @sigfillset(ptr %all)
  %s1 = call i32 @pthread_sigmask(i32 <SIG_SETMASK>, ptr %all, ptr %old)
  br label %next
next:
  %i = load i64, ptr @started
  %more = icmp slt i64 %i, %count
  br i1 %more, label %make, label %out
make:
  %asleep = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 0
  store atomic i64 0, ptr %asleep monotonic, align 8
  %mutex = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 2
  %m = call i32 @pthread_mutex_init(ptr %mutex, ptr null)
  %condition = getelementptr [<MOST_WORKERS> x %worker], ptr @workers, i64 0, i64 %i, i32 3
  %c = call i32 @pthread_cond_init(ptr %condition, ptr null)
  %id = inttoptr i64 %i to ptr
  %r = call i32 @pthread_create(ptr %thread, ptr null, ptr @worker, ptr %id)
  %made = icmp eq i32 %r, 0
  br i1 %made, label %detach, label %short
detach:
  %t = load ptr, ptr %thread
  %d = call i32 @pthread_detach(ptr %t)
  %i1 = add i64 %i, 1
  store i64 %i1, ptr @started
  br label %next
short:
  store i64 %i, ptr @most
  br label %out
out:
  %s2 = call i32 @pthread_sigmask(i32 <SIG_SETMASK>, ptr %old, ptr null)
  ret void
}
"""
