"""Content folders: each module in one exports a frozen object under a fixed name."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the content modules of a package in the order of their names."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        if not found.name.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{found.name}")


def exported(package: ModuleType, name: str) -> Iterator[object]:
    """Yield what each content module exports under ``name``; a module without it is an error."""
    for module in modules(package):
        if not hasattr(module, name):
            raise TypeError(f"{module.__name__} must export {name}; a content file exports one object of that name.")
        yield getattr(module, name)
