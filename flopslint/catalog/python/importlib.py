"""``importlib``: modules are found as ``import`` finds them."""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.python.plain import plain
from flopslint.core.gap import GapKind
from flopslint.values.context import Context, Raised
from flopslint.values.value import Instance, ModuleValue, Unknown, Value


@function("importlib.import_module")
def import_module(context: Context, name: Value, package: Value = None) -> Value:
    """The module of that name, relative to a package if it begins with dots."""
    return context.import_module(absolute(context, plain(name), package))


def absolute(context: Context, name: str, package: Value) -> str:
    """A dotted name without leading dots."""
    text = name.lstrip(".")
    level = len(name) - len(text)
    if not level:
        return name
    if not isinstance(package, str):
        raise context.error("TypeError", "the 'package' argument is required to perform a relative import")
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - level + 1])
    return f"{base}.{text}" if text else base


@function("importlib.util.resolve_name")
def resolve_name(context: Context, name: Value, package: Value) -> Value:
    """A dotted name without leading dots."""
    return absolute(context, name, package)


@function("importlib.reload")
def reload(context: Context, module: Value) -> Value:
    """The module as it is."""
    return module


@function("importlib.util.find_spec", "importlib.find_loader", "pkgutil.find_loader")
def find_spec(context: Context, name: Value, package: Value = None) -> Value:
    """What tells where a module is; None where there is none on the search path."""
    full = absolute(context, plain(name), package)
    module = context.find_module(full)
    if module is None:
        return None
    made = Instance(context.find_class("builtins.object"))
    made.attributes.update(
        {
            "name": full,
            "origin": module.path,
            "loader": None,
            "submodule_search_locations": [module.path.rpartition("/")[0]]
            if module.is_package and module.path
            else None,
        }
    )
    return made


@function(
    "importlib.util.spec_from_file_location", "importlib.util.module_from_spec", "importlib.util.spec_from_loader"
)
def from_location(context: Context, *args: Value, **kwargs: Value) -> Value:
    """Modules loaded by path are not followed."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "modules loaded by path are not followed")


@function("importlib.metadata.version")
def version(context: Context, distribution_name: Value) -> Value:
    """The version of a distribution in reach, as its package tells it."""
    name = plain(distribution_name)
    package = name.replace("-", "_").lower()
    found = context.find_module(package)
    if not isinstance(found, ModuleValue):
        error = context.call(context.find_class("importlib.metadata.PackageNotFoundError"), (name,))
        raise Raised(error, context.site)
    told = context.get_attribute(found, "__version__", None)
    if told is None or isinstance(told, Unknown):
        return context.unknown(GapKind.ENVIRONMENT, f"the version of {name} is not known")
    return context.text_of(told)


@function("importlib.metadata.distributions")
def distributions(context: Context, **kwargs: Value) -> Value:
    """What is installed: nothing is, beyond what is on the search path."""
    return []


@function("importlib.metadata.packages_distributions")
def packages_distributions(context: Context) -> Value:
    """Distributions by package: nothing is installed, beyond what is on the search path."""
    return {}


@function("pkgutil.get_data")
def get_data(context: Context, package: Value, resource: Value) -> Value:
    """A data file of a package, as bytes."""
    module = context.find_module(plain(package))
    path = module.path if isinstance(module, ModuleValue) else None
    content = None if path is None else context.read_file(f"{path.rpartition('/')[0]}/{plain(resource)}")
    if content is None:
        return context.unknown(GapKind.FILE_CONTENT, f"the data file {resource!r} of {package!r} is not known")
    return content


@function("pkgutil.iter_modules", "pkgutil.walk_packages")
def iter_modules(context: Context, path: Value = None, prefix: Value = "", onerror: Value = None) -> Value:
    """Which modules are in a folder is not looked up."""
    return context.unknown(GapKind.FILE_CONTENT, "the modules of a folder are not listed")


@function("pkgutil.extend_path")
def extend_path(context: Context, path: Value, name: Value) -> Value:
    """The path as it is."""
    return path
