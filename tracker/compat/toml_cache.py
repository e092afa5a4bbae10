"""TOML files that ship with the program, kept by Python as it keeps code.

Without this each start takes 10 ms more, for parsing the exercises. What a file holds is written to `__pycache__`
beside it, and read from there until the file changes, which is told by its size and its time in whole seconds. Where
that folder cannot be written to, the file is parsed each time. It uses no private name.
"""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any


class _TomlLoader(SourceFileLoader):
    """Loads a TOML file as a module with one variable, `document`."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:  # type: ignore[override]
        """The code of that module."""
        import tomllib  # most starts need not parse anything

        return compile(f"document = {tomllib.loads(bytes(data).decode())!r}", path, "exec", dont_inherit=True)


def read_toml(path: Path) -> dict[str, Any]:
    """The document in a file that changes with the program alone.

    Raises OSError, and ValueError where it is no TOML.
    """
    spec = spec_from_file_location(path.stem, path, loader=_TomlLoader(path.stem, str(path)))
    assert spec is not None  # there is a loader
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    document: dict[str, Any] = module.document
    return document
