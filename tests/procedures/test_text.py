"""How procedures are printed."""

from numorph.procedures.ir import Break, If, Procedure, Push, While

from .building import add, at, call, ex, f64, i64, loop, mul, op, ptr, put, store


def test_the_whole_language_reads_well():
    x, n, i, also_i, s = ptr("x"), i64("n"), i64("i"), i64("i"), f64("s")
    shared = mul(at(x, i), 2.0)
    body = [
        put(s, 0.0),
        loop(i, 0, n, [put(s, add(s, mul(shared, call("sin", shared)), free=True))], parallel=True),
        put(also_i, 3),
        While([If(op("lt", s, 1.0), [Break()], [store(x, also_i, s)]), Push(ex(s))]),
    ]
    expected = """\
procedure f(x: ptr, n: i64) {
  s: f64 = 0.0
  parallel for i in 0..n {
    %0 = x[i]:f64 * 2.0
    s = s + free (%0 * sin(%0))
  }
  i_2: i64 = 3
  while {
    if s < 1.0 {
      break
    } else {
      x[i_2]:f64 = s
    }
    push s
  }
} -> (s)"""
    assert str(Procedure("f", [x, n], [s], body)) == expected


def test_deep_and_shared_expressions_are_short():
    e = ex(f64("a"))
    for _ in range(5000):
        e = mul(e, e)
    assert len(repr(e)) < 5000 * 30
