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
    SPECIALISATION_WORDS,
) = range(20)

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

BY_IDENTITY, BY_EQUALITY, BY_BITS = 0, 1, 2  # how to compare objects of one type: as they are, with ==, or 8 bytes
AS_INT, AS_FLOAT64, AS_FLOAT32 = 0, 1, 2  # forms of CHECK_INT

# -- outputs

OUTPUT_ARRAY = 0  # base, dtype, number of dimensions, sizes...
OUTPUT_SCALAR = 1  # base, dtype, scratch
OUTPUT_HIDDEN = 2  # base, offset in the arena
OUTPUT_ARGUMENT = 3  # base, base of the argument whose memory it is

# -- writes: base of the argument, base of the output, bytes

WRITE_WORDS: Final = 3

# -- steps that build the result on a stack: kind, operand, place of keys

PUSH_OUTPUT, PUSH_ARGUMENT, PUSH_CONSTANT, MAKE_TUPLE, MAKE_LIST, MAKE_DICT = range(6)
RESULT_WORDS: Final = 3
