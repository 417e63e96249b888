"""Who may import whom.  Imports inside functions count."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "numorph"
FOUNDATION = {"errors", "config", "core"}
VALUES = FOUNDATION | {"ops", "ir", "transforms"}
HANDLES = VALUES | {"indexing", "lenses", "known", "array", "layouts", "tree", "boundary"}
SPELLINGS = HANDLES | {"numpy", "control", "capture", "codegen", "runtime", "frontend", "api", "explain"}
LIBRARIES = {"lax", "nn", "random", "scipy", "testing", "debug"}
ALLOWED = {
    "errors": set(),
    "config": set(),
    "core": {"errors", "config"},
    "ops": {"core", "errors"},
    "ir": {"core", "ops", "errors", "config"},
    "transforms": {"core", "ops", "ir", "errors"},
    "codegen": {"core", "ops", "ir", "errors", "config", "procedures"},
    "procedures": {"core", "errors", "codegen"},
    "frontend": HANDLES | {"capture", "codegen", "config", "procedures", "runtime"},
    "runtime": {"core", "ops", "ir", "errors", "config", "control", "codegen", "procedures"},
    "tree": {"errors"},
    "indexing": {"core", "ops", "errors"},
    "lenses": {"ops"},
    "known": {"core", "errors"},
    "array": {"core", "ops", "indexing", "lenses", "known", "errors"},
    "layouts": {"core", "indexing", "array"},
    "numpy": {"core", "ops", "transforms", "indexing", "lenses", "known", "array", "layouts", "errors"},
    "boundary": {"core", "known", "array", "tree", "errors"},
    "control": HANDLES,
    "capture": HANDLES | {"numpy"},
    "explain": HANDLES | {"codegen", "runtime"},
    "api": HANDLES | {"numpy", "control", "capture", "codegen", "procedures", "runtime", "frontend", "explain"},
    "debug": HANDLES | {"control"},
    "lax": SPELLINGS | {"scipy"},
    "random": SPELLINGS | {"lax", "scipy"},
    "nn": SPELLINGS | {"lax", "scipy", "random"},
    "scipy": SPELLINGS | {"lax"},
    "testing": SPELLINGS,
    "compare": SPELLINGS | LIBRARIES | {"cli"},
    "cli": {"compare", "codegen"},
    "__main__": {"cli"},
}


def imports(path: Path) -> set[str]:
    """The top-level parts of numorph that a file imports."""
    package = ("numorph", *path.relative_to(ROOT).parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            full = [*base, *(node.module.split(".") if node.module else [])]
            targets = [[*full, a.name] for a in node.names] if len(full) < 2 else [full]
        elif isinstance(node, ast.Import):
            targets = [a.name.split(".") for a in node.names]
        else:
            continue
        found |= {t[1] for t in targets if t[0] == "numorph" and len(t) > 1}
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_layers(path):
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if part == "__init__":
        return
    assert part in ALLOWED, f"'{part}' has no place in the layers: add it to ALLOWED with the parts that it may import"
    modules = {p.stem if p.is_file() else p.name for p in ROOT.iterdir()}
    wrong = (imports(path) & modules) - ALLOWED[part] - {part}
    assert not wrong, f"{path.name} imports {sorted(wrong)}, but '{part}' may import only {sorted(ALLOWED[part])}"
