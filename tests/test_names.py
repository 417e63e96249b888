"""The public names: those that are listed are those that load."""

import numorph as nm


def test_every_listed_name_loads_and_no_other():
    assert set(nm.__all__) == {*nm._HOME, *nm._SYNONYMS, *nm._SUBMODULES, "config", "errors"}
    assert all(getattr(nm, name) is not None for name in nm.__all__)
    assert dir(nm) == nm.__all__
