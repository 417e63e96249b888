"""Products of matrices with a scale and a summand, as an inner loop: one call of the gemm that np.matmul calls.

gemm takes 0 times anything to be 0, and scales the products of parts of the rows one by one.  So where alpha is 0 or
not finite, the product is made first, and multiplied afterwards: NaN and infinities come out as in NumPy.
"""

from __future__ import annotations

from ..codegen.blas import gemm
from ..codegen.builder import Function, Module, Value
from ..codegen.plan import Operand, Product

# Arguments: x, y, alpha, out, and room for another result where alpha is not known and there is something to add to.
# Sizes: CBLAS's numbers for the order of `out`, and for x and y as they are or transposed; rows, columns, summed
# numbers; the distances of rows (or columns) of x, y and out; whether to add to what is there.
_ORDER, _ROWS, _DISTANCES, _ADDS = 0, 3, 6, 9
_BY_ROWS, _BY_COLUMNS, _AS_IT_IS, _TRANSPOSED = 101, 102, 111, 112
_LLVM = {"f32": ("float", 4), "f64": ("double", 8)}


def emit_scaled_products(module: Module) -> None:
    """Add scaled_product_f32 and scaled_product_f64, of (arguments, sizes, strides, gemm), to a module."""
    for dtype in _LLVM:
        _emit(module, dtype)


def _emit(module: Module, dtype: str) -> None:
    type_, width = _LLVM[dtype]
    f = module.function(f"scaled_product_{dtype}", "void", arguments="ptr", sizes="ptr", strides="ptr", gemm="ptr")
    arguments, sizes = f.parameters["arguments"], f.parameters["sizes"]
    out = f.load("ptr", arguments, 8 * 3)
    alpha = f.load(type_, f.load("ptr", arguments, 8 * 2))
    adds = f.load("i64", sizes, 8 * _ADDS).differs(0)
    zero, one = (Value(f, text, type_) for text in ("0.0", "1.0"))
    with f.if_(_is_special(f, alpha)) as special:
        target = f.local("ptr", out)
        with f.if_(adds):
            target.set(f.load("ptr", arguments, 8 * 4))
        _call(f, type_, one, zero, target.get())
        count = f.load("i64", sizes, 8 * _ROWS) * f.load("i64", sizes, 8 * (_ROWS + 1))
        with f.for_(0, count) as k:
            place = f.at(out, k * width)
            x = _arithmetic(f, "fmul", f.load(type_, f.at(target.get(), k * width)), alpha)
            with f.if_(adds) as more:
                f.store(_arithmetic(f, "fadd", f.load(type_, place), x), place)
            with more.else_():
                f.store(x, place)
    with special.else_():
        _call(f, type_, alpha, f.select(adds, one, zero), out)
    f.return_()


def _is_special(f: Function, alpha: Value) -> Value:
    """Whether a number is 0, infinite or NaN."""
    difference = _arithmetic(f, "fsub", alpha, alpha)
    finite = f.define(f"fcmp oeq {alpha.type} {difference.text}, 0.0", "i1")
    other = f.define(f"fcmp one {alpha.type} {alpha.text}, 0.0", "i1")
    return (finite & other).equals(False)


def _arithmetic(f: Function, instruction: str, x: Value, y: Value) -> Value:
    return f.define(f"{instruction} {x.type} {x.text}, {y.text}", x.type)


def _call(f: Function, type_: str, alpha: Value, beta: Value, out: Value) -> None:
    arguments, sizes = f.parameters["arguments"], f.parameters["sizes"]
    letters = [f.load("i64", sizes, 8 * (_ORDER + k)).convert("trunc", "i32") for k in range(3)]
    counts = [f.load("i64", sizes, 8 * (_ROWS + k)) for k in range(3)]
    x, y = (f.load("ptr", arguments, 8 * k) for k in range(2))
    far = [f.load("i64", sizes, 8 * (_DISTANCES + k)) for k in range(3)]
    operands = (*letters, *counts, alpha, x, far[0], y, far[1], beta, out, far[2])
    signature = ("void", *[v.type for v in operands])
    f.call(f.parameters["gemm"], *operands, signature=signature)


def scaled_product_loop(step: Product) -> tuple[int, int]:
    """The loop for a product with alpha, and the data it is given."""
    from .entry import code

    routine = gemm(step.dtype)
    if routine is None:
        raise ValueError(f"NumPy's library has no gemm for {step.dtype} that can be called.")
    return code()[f"scaled_product_{step.dtype}"], routine


def scaled_product_sizes(step: Product) -> list[int]:
    """What the loop for a product with alpha has to know."""
    width = _LLVM[step.dtype][1]
    by_rows = step.out.column == width
    letters, distances = [], []
    for matrix in (step.x, step.y):
        along, far = _steps(matrix, by_rows)
        letters.append(_AS_IT_IS if along == width else _TRANSPOSED)
        distances.append((far if along == width else along) // width)
    distances.append(_steps(step.out, by_rows)[1] // width)
    order = _BY_ROWS if by_rows else _BY_COLUMNS
    return [order, *letters, step.m, step.n, step.k, *distances, int(step.adds)]


def _steps(matrix: Operand, by_rows: bool) -> tuple[int, int]:
    """From number to number in a row (or column), and from row to row."""
    return (matrix.column, matrix.row) if by_rows else (matrix.row, matrix.column)
