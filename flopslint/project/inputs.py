"""Which input a model is run with, and where it came from (section 3 of the contract)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flopslint.core.errors import SourceError
from flopslint.core.input_spec import InputSpec
from flopslint.costs.layers import layer_tree
from flopslint.ir import nodes as ir
from flopslint.project.annotations import specs_from_annotations
from flopslint.project.found_calls import find_call
from flopslint.project.remarks import inputs_in
from flopslint.project.session import Session
from flopslint.values.events import ModelRun
from flopslint.values.value import Function, Instance, Value

SIZES = ("img_size", "image_size", "input_size", "input_resolution")
CHANNELS = ("in_channels", "in_chans", "input_channels", "num_channels", "n_channels", "channels")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An input, as specs or as the arguments of a call, and where it came from. ``is_guess``: from the constructor."""

    inputs: tuple[InputSpec, ...] | None = None
    forward: ir.Call | None = None
    origin: str = ""
    is_guess: bool = False


def given_inputs(session: Session, configured: Choice | None) -> Choice | None:
    """The input that the caller or the configuration gives; None where neither does."""
    settings = session.settings
    if settings.forward is not None:
        return Choice(forward=session.pipeline.arguments(settings.forward), origin=settings.origin)
    if settings.inputs:
        return Choice(inputs=settings.inputs, origin=settings.origin)
    return configured


def choose_inputs(session: Session, path: Path | None, expression: str, run: ModelRun) -> Choice | None:
    """The input that the source gives a model that was built; None where nothing applies."""
    if run.root is None:
        return None
    specs = inputs_in(session, run)
    if specs:
        return Choice(inputs=specs, origin="comment")
    forward = _forward_of(run.root)
    specs = None if forward is None else specs_from_annotations(forward.code.parameters)
    if specs:
        return Choice(inputs=specs, origin="annotation")
    call = _found_call(session, path, expression, run.root)
    if call is not None:
        return call
    specs = None if forward is None else _from_constructor(run, run.root, forward)
    return Choice(inputs=specs, origin="constructor", is_guess=True) if specs else None


def _forward_of(root: Instance) -> Function | None:
    found = root.cls.find("forward")
    return found[0] if found is not None and isinstance(found[0], Function) else None


def _found_call(session: Session, path: Path | None, expression: str, root: Instance) -> Choice | None:
    """A call in the file of what the target's expression builds, or of an instance of the model's class."""
    if path is None:
        return None
    try:
        module = session.pipeline.lowered(path)
        for name in dict.fromkeys((expression.partition("(")[0].strip(), root.cls.name)):
            found = find_call(module, name)
            if found is not None:
                origin = f"call at {session.names.name(str(path))}:{found.line}"
                return Choice(forward=found.arguments, origin=origin)
    except SourceError:
        return None
    return None


def _from_constructor(run: ModelRun, root: Instance, forward: Function) -> tuple[InputSpec, ...] | None:
    """An image, where the model keeps its size and channels, or begins with a convolution that says them."""
    parameters = forward.code.parameters
    plain = (*parameters.positional_only, *parameters.positional)[1:]
    required = [one for one in (*plain, *parameters.keyword_only) if one.default is None]
    sizes = {_size(root.attributes.get(name)) for name in SIZES} - {None}
    kept = (root.attributes.get(name) for name in CHANNELS)
    channels = {int(value) for value in kept if isinstance(value, int)} or _first_convolution(run)
    if len(required) != 1 or len(sizes) != 1 or len(channels) != 1:
        return None
    height, width = next(size for size in sizes if size is not None)
    return (InputSpec(None, (1, channels.pop(), height, width)),)


def _size(value: Value) -> tuple[int, int] | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return (value, value) if value > 0 else None
    if isinstance(value, (tuple, list)) and len(value) == 2 and all(type(item) is int and item > 0 for item in value):
        return value[0], value[1]
    return None


def _first_convolution(run: ModelRun) -> set[int]:
    """The channels that the first two-dimensional convolution takes, if the model has one."""
    tree = layer_tree(run)
    for node in () if tree is None else tree.nodes:
        if node.class_name == "torch.nn.Conv2d":
            channels = node.layer.attributes.get("in_channels")
            return {channels} if isinstance(channels, int) else set()
    return set()
