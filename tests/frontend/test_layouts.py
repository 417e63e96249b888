"""In which order the axes of results lie in memory, and what is a view and what a copy for it: as in NumPy."""

import numpy as np
import pytest

from .agreement import agrees, never_wrong

MATRIX = np.arange(1.0, 13.0).reshape(4, 3)
STACK = np.arange(1.0, 61.0).reshape(3, 4, 5)
OPERANDS = {
    "rows": MATRIX,
    "columns": MATRIX.T,
    "own columns": np.asfortranarray(MATRIX),
    "every second": np.arange(48.0).reshape(4, 12)[:, ::2],
    "every second column": np.arange(48.0).reshape(12, 4)[::2].T,
    "backwards": MATRIX.T[::-1],
    "stack": STACK,
    "stack backwards": STACK.T,
    "stack turned": STACK.transpose(2, 0, 1),
    "a part of a stack": STACK.transpose(1, 2, 0)[1:, :, ::2],
    "a row": MATRIX[:1].T,
    "repeated": np.broadcast_to(np.arange(3.0), (4, 3)),
}
LAID_OUT = """
def f(a):
    r = {0}
    s = {0}
    flat = s.ravel()
    flat[:1] = 7
    t = {0}
    line = t.reshape(-1)
    line[:1] = 9
    return r, s, flat, t, line
"""
ELEMENTWISE = [
    "a + 1",
    "a * a[..., :1]",
    "a - a[0]",
    "np.where(a > 5, a, 0.0)",
    "np.clip(a, 2, 9)",
    "a > 3",
    "-a[::-1]",
]
LIKE = ["np.zeros_like(a)", "np.ones_like(a, dtype=int)", "np.full_like(a, 3)", "np.copy(a)", "np.array(a)", "a.copy()"]
LIKE += ["a.copy(order='K')", "a.copy('F')", "np.copy(a, 'C')"]
LIKE += ["a.astype(np.float32)", "a.astype(float)", "np.asarray(a, dtype=np.float32)", "np.ascontiguousarray(a + 1)"]
LIKE += ["np.zeros_like(a, shape=(2, 3))", "a.imag + 0", "np.sort(a)", "np.roll(a, 1, 0)", "a.flatten()", "np.round(a)"]
ALONG = ["a.sum(0)", "a.sum(1, keepdims=True)", "a.max(-1)", "a.mean(1)", "a.std(0)", "(a > 3).any(1)", "a.argmax(0)"]
ALONG += ["a.cumsum(0)", "a.cumsum()", "a.cumprod(-1)", "np.diff(a, axis=0)", "np.take(a, [1, 0], 0)", "a.argsort(1)"]
CHOSEN = [
    "a[np.array([1, 0, 1])]",
    "a[:, np.array([1, 0])]",
    "a[..., np.array([0, 1])]",
    "a[a > 4]",
    "a[np.arange(len(a)) > 0]",
]
CHOSEN += ["a[np.array([0, 1]), np.array([1, 0])]", "a[np.array([[0, 1], [1, 0], [1, 1]]).T, 0]"]
JOINED = ["np.concatenate((a, a + 1))", "np.concatenate([a[:, :1], a], 1)", "np.stack([a, a])", "np.vstack((a, a))"]
COMPLEX = ["(a * 1j).imag", "np.real(a + 2j)", "(a * (1 + 2j)).real * 2", "np.conj(a * 1j)", "a.conj() + 0"]
MATRICES = [
    "a @ a.T",
    "a.T.dot(a)",
    "np.triu(a)",
    "np.hstack([a, a])",
    "np.outer(a[0], a[1])",
    "np.linalg.inv(a @ a.T + np.eye(len(a)))",
]
MATRICES += ["np.zeros(a.shape, order='F')", "np.ones((3, 2), int, order='C')", "np.add.outer(a[0], a[1])"]
MANY = ["rows", "columns", "every second column", "stack turned", "a part of a stack", "repeated"]
CASES = [
    *[(e, name) for e in ELEMENTWISE for name in OPERANDS],
    *[(e, name) for e in (*LIKE, *CHOSEN) for name in ("columns", "backwards", "stack turned")],
    *[(e, name) for e in ALONG for name in ("columns", "stack turned", "stack backwards")],
    *[(e, name) for e in JOINED for name in ("columns", "stack turned")],
    *[(e, "columns") for e in (*COMPLEX, *MATRICES)],
]


@pytest.mark.parametrize(("expression", "operand"), CASES)
def test_results_lie_as_in_numpy(expression, operand):
    agrees(LAID_OUT.format(expression), OPERANDS[operand])


GAPS = ("every second", "every second column", "a part of a stack")  # what may be a view all the same, as sizes tell
OTHER_SHAPES = [
    "a.ravel()",
    "a.reshape(-1)",
    "np.ascontiguousarray(a)",
    "a.reshape(len(a), -1, 1)",
    "a.reshape(-1, 2)",
    "a.T.ravel()",
]


@pytest.mark.parametrize("expression", OTHER_SHAPES)
@pytest.mark.parametrize("operand", [name for name in OPERANDS if name != "repeated"])
def test_views_and_copies(expression, operand):
    """Whether writing to an array in another shape shows in the array."""
    a = OPERANDS[operand]
    a = np.concatenate([a, a]) if a.size % 2 else a
    source = f"def f(a):\n    r = {expression}\n    r[...] = 5\n    return r\n"
    found = never_wrong(source, a)
    assert found == "native" or operand in GAPS


PARTS = """
def f(a, k):
    part = a[:, :k]
    flat = part.ravel()
    flat[:1] = 7
    line = part.reshape(-1)
    line[-1:] = 9
    return part, flat, line
"""


@pytest.mark.parametrize("k", [0, 1, 2, 3])
def test_what_lies_without_gaps_only_sometimes(k):
    assert never_wrong(PARTS, MATRIX, k) == ("native" if k != 1 else "bailed")  # a view of a column
    agrees(PARTS, MATRIX[:1], k)


EITHER = """
def f(a, turn):
    b = a.T if turn else a
    c = b + 1
    d = np.sqrt(c) * b
    flat = d.ravel()
    flat[0] = 3
    total = d.sum(0)
    for _ in range(3):
        b = b.T
        c = c.T + b
        total += c.mean(1)
    return b, c, d, flat, total
"""


@pytest.mark.parametrize("turn", [True, False])
@pytest.mark.parametrize("operand", ["rows", "columns", "every second"])
def test_an_order_that_depends_on_the_way(operand, turn):
    a = OPERANDS[operand][:3, :3]
    agrees(EITHER, a, turn)
