"""Layout of the tables of the native call path; `entry.py` fills them, `entry_checks.py` and `entry_code.py` read them.

Records have their kind and their length in words first.  Places are distances in words from the start of the table.
"""

from __future__ import annotations

from typing import Final

# -- the state of an object: the Python object that owns all tables, what to call where nothing fits, specialisations

STATE_OWNER, STATE_GENERAL, STATE_COUNT, STATE_FIRST = range(4)

# -- a specialisation; places are distances in words from its start

(
    CONDITIONS,  # what has to be so besides the arguments: bits
    POSITIONAL,  # number of positional arguments
    NAMES,  # the tuple of keywords, or 0
    OBJECTS,  # number of objects that are looked at: arguments first, then what is in them or fetched
    BASES,  # number of addresses that the plan works on
    CHECKS,  # place of the checks
    CHECK_COUNT,
    OUTPUTS,  # place of the outputs
    OUTPUT_COUNT,
    WRITES,  # place of what is copied into arguments
    WRITE_COUNT,
    RESULT,  # place of the steps that build the result
    RESULT_COUNT,
    RESULT_DEPTH,  # most values that are held while it is built
    PLAN,  # place of the plan
    ARENA,  # bytes
    SCRATCH,  # words for numbers
    FLAGS,  # bits
    TARGET,  # what to call instead of running a plan, or 0
    PROCEDURE,  # place of what a procedure needs, which is run instead of a plan, or 0
    SPECIALISATION_WORDS,
) = range(21)

OUTSIDE_TRANSFORMATIONS, DEFAULT_ERROR_STATE = 1, 2  # bits of CONDITIONS
RELEASE_LOCK, HOLD_OBJECTS, MAY_RAISE = 1, 2, 4  # bits of FLAGS

# -- checks; an object is given by its number among the objects

CHECK_ARRAY = 0  # object, base, dtype, number of dimensions, flags, sizes...
CHECK_VALUE = 1  # object, base, type: the base becomes the value's address inside the object
CHECK_FLOAT32 = 2  # object, base, scratch: a float, as f32
CHECK_INT = 3  # object, base, scratch, least, greatest, form
CHECK_BOOL = 4  # object, base, scratch
CHECK_TUPLE = 5  # object, size, first of its items' objects
CHECK_LIST = 6
CHECK_DICT = 7  # object, size, first of its values' objects, then (key, how to compare) each, in order
CHECK_SAME = 8  # object, expected, how to compare
FETCH_ITEM = 9  # object, dict, key
FETCH_CELL = 10  # object, cell
CHECK_APART = 11  # base, bytes, base, bytes: do not overlap
# Those of procedures, whose arrays may have any size; what they find goes to words of the scratch memory.
CHECK_SIZES = 12  # object, dtype, number of dimensions, flags, word of its address or -1, (SIZE_..., operand) per axis
CHECK_DISTINCT = 13  # first word, count: sizes that differ from one another, and from 1
CHECK_NUMBER = 14  # object, word, type, form
CHECK_DISJOINT = 15  # object, itemsize, object, itemsize: arrays that do not overlap
CHECK_CLASS = 16  # mask, size to begin with, arrays, integers, objects of the arrays..., words of the integers...
CHECK_ASKED = 17  # a Python function without arguments, which says True
CHECK_ABSENT = 18  # dict, key
FETCH_WORD = 19  # object, address of a pointer to it
SET_WORD = 20  # word, value
COPY_WORD = 21  # word, word that it gets the value of

BY_IDENTITY, BY_EQUALITY, BY_BITS = 0, 1, 2  # how to compare objects of one type: as they are, with ==, or 8 bytes
AS_INT, AS_FLOAT64, AS_FLOAT32 = 0, 1, 2  # forms of CHECK_INT
SIZE_IS, SIZE_SET, SIZE_SAME = 0, 1, 2  # the operand; becomes a word; is that of a word

FORM_I8, FORM_I16, FORM_I32, FORM_I64, FORM_U8, FORM_U16, FORM_U32, FORM_F32, FORM_F64, FORM_C64, FORM_C128 = range(11)

# -- outputs

OUTPUT_ARRAY = 0  # base, dtype, number of dimensions, sizes...
OUTPUT_SCALAR = 1  # base, dtype, scratch
OUTPUT_HIDDEN = 2  # base, offset in the arena
OUTPUT_ARGUMENT = 3  # base, base of the argument whose memory it is
# Those of procedures; places are words of the scratch memory.
OUTPUT_VIEW = (
    4  # dtype, itemsize, number of its pointer, offset, which argument it is or -1, dimensions, sizes, strides
)
OUTPUT_NUMBER = 5  # place of the value, place of the kind's number, kinds, (MAKE_..., type) each

(
    MAKE_INT,
    MAKE_INT_OF_FLOAT,
    MAKE_FLOAT,
    MAKE_BOOL,
    MAKE_COMPLEX,
    MAKE_SCALAR,  # of memory as it is
    MAKE_SCALAR_F32,
    MAKE_SCALAR_C64,
) = range(8)

# -- writes: base of the argument, base of the output, bytes

WRITE_WORDS: Final = 3

# -- steps that build the result on a stack: kind, operand, place of keys

PUSH_OUTPUT, PUSH_ARGUMENT, PUSH_CONSTANT, MAKE_TUPLE, MAKE_LIST, MAKE_DICT = range(6)
RESULT_WORDS: Final = 3

# -- what a procedure needs; places are distances in words from the start of the specialisation

(
    RUN,  # the function that runs it
    CODE,  # its machine code
    PRODUCTS,  # the loops of products
    BAILED,  # what Python calls where it bails
    STATUS,  # why the last call bailed: what the code gave,
    FAILURE,  # and the word of its context
    UNDO,  # place of (object, itemsize) of arrays that are put back where it bails
    UNDO_COUNT,
    POINTERS,  # place of the words of pointers among its results
    POINTER_COUNT,
    ARRAYS,  # place of the objects of arrays, by the numbers of arguments; -1 for what is no array
    ARRAY_COUNT,
    PROCEDURE_WORDS,
) = range(13)
