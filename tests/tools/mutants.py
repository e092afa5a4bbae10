"""`python -m tests.tools.mutants [FILE …]`: flips each comparison of the engine and tells which flips no test notices.

A bound is moved by one (`<` becomes `<=`), anything else is turned round (`==` becomes `!=`). Each mutant runs the
engine's tests, then the comparison with the second reading, in a process of its own, and is caught when one fails.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

ROOT = Path(__file__).parents[2]
ENGINE = tuple(
    f"core.{name}"
    for name in (
        "engine.care", "days", "engine.daily_facts", "doses", "engine.flares", "engine.forecast",
        "engine.advice_engine", "engine.exercise_history", "pauses", "plan", "engine.reasons", "engine.engine_state",
        "engine.rules", "engine.step_back", "engine.weeks", "validation",
    )
)  # fmt: skip
TESTS = (
    "core/engine/test_doses", "core/engine/test_weeks", "core/engine/test_flares", "core/engine/test_verdicts",
    "core/engine/test_care", "core/test_validation", "core/engine/test_words", "core/engine/test_earliest",
    "core/engine/test_oracle_agreement",
)  # fmt: skip
FLIPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
WORKERS = 2
PATIENCE_S = 180


@dataclass(frozen=True)
class Mutant:
    """The `number`th comparison of a file, as it stands there."""

    module: str
    number: int
    line: int
    text: str


def comparisons(tree: ast.AST) -> list[tuple[ast.Compare, int]]:
    """Every comparison with the place of its operator, in the order of the file."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset, node.end_col_offset))
    return [(node, at) for node in nodes for at in range(len(node.ops))]


def path_of(module: str) -> Path:
    """The file of a module that is named from `tracker` on."""
    return ROOT / "tracker" / f"{module.replace('.', '/')}.py"


def mutants(modules: Sequence[str]) -> list[Mutant]:
    """All mutants of some files."""
    made = []
    for module in modules:
        tree = ast.parse(path_of(module).read_text("utf-8"))
        for number, (node, _) in enumerate(comparisons(tree)):
            made.append(Mutant(module, number, node.lineno, ast.unparse(node)))
    return made


class Flipped(SourceFileLoader):
    """Loads a module with one comparison flipped; never from or into a cache."""

    def __init__(self, name: str, path: str, number: int) -> None:
        super().__init__(name, path)
        self.number = number

    def get_code(self, fullname: str) -> CodeType:
        """The module's code with the flip."""
        tree = ast.parse(self.get_data(self.path))
        node, at = comparisons(tree)[self.number]
        node.ops[at] = FLIPS[type(node.ops[at])]()
        code: CodeType = compile(ast.fix_missing_locations(tree), self.path, "exec")
        return code


class Finder(MetaPathFinder):
    """Finds one module of the engine as a mutant."""

    def __init__(self, module: str, number: int) -> None:
        self.name = f"tracker.{module}"
        self.loader = Flipped(self.name, str(path_of(module)), number)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The mutant's, or None to look elsewhere."""
        return spec_from_loader(fullname, self.loader) if fullname == self.name else None


def trial(module: str, number: int) -> int:
    """Runs the tests on a mutant in this process; 0 if none fails."""
    sys.meta_path.insert(0, Finder(module, number))
    own = [str(ROOT / "tests" / f"{name}.py") for name in TESTS]
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *own]))


def survives(mutant: Mutant) -> bool:
    """Whether no test notices; one that runs for ever is noticed."""
    call = [sys.executable, "-m", "tests.tools.mutants", "--trial", mutant.module, str(mutant.number)]
    try:
        return subprocess.run(call, capture_output=True, timeout=PATIENCE_S, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main(modules: Sequence[str]) -> None:
    """Tries all mutants and prints those that live."""
    made = mutants(modules)
    with ThreadPoolExecutor(WORKERS) as pool:
        living = [mutant for mutant, lives in zip(made, pool.map(survives, made), strict=True) if lives]
    for mutant in living:
        print(f"lives: {mutant.module}.py:{mutant.line}: {mutant.text}")
    print(f"{len(made)} comparisons flipped, {len(living)} not noticed")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--trial"]:
        sys.exit(trial(sys.argv[2], int(sys.argv[3])))
    main(sys.argv[1:] or ENGINE)
