"""Which input a model is run with, and where it came from (section 3 of the contract)."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.input_spec import InputSpec
from flopslint.costs.layers import layer_tree
from flopslint.project.finding.annotations import specs_from_annotations
from flopslint.project.finding.calls_in_project import calls_in_project
from flopslint.project.job import Choice, Job
from flopslint.project.remarks import inputs_in
from flopslint.project.session import Session
from flopslint.values.events import ModelRun
from flopslint.values.value import Function, Instance, Value

SIZES = ("img_size", "image_size", "input_size", "input_resolution")
CHANNELS = ("in_channels", "in_chans", "input_channels", "num_channels", "n_channels", "channels")


def given_inputs(session: Session, configured: Choice | None) -> Choice | None:
    """The input that the caller or the configuration gives; None where neither does."""
    settings = session.settings
    if settings.forward is not None:
        return Choice(forward=session.pipeline.arguments(settings.forward), origin=settings.origin)
    if settings.inputs:
        return Choice(inputs=settings.inputs, origin=settings.origin)
    return configured


def choices(session: Session, job: Job, run: ModelRun) -> Iterator[Choice]:
    """The inputs that the source gives a model that was built, in the order in which they are to be tried."""
    if run.root is None:
        return
    specs = inputs_in(session, run)
    if specs:
        yield Choice(inputs=specs, origin="comment")
    forward = _forward_of(run.root)
    specs = None if forward is None else specs_from_annotations(forward.code.parameters)
    if specs:
        yield Choice(inputs=specs, origin="annotation")
    yield from calls_in_project(session, job, run.root)
    specs = None if forward is None else _from_constructor(run, run.root, forward)
    if specs:
        yield Choice(inputs=specs, origin="constructor", is_guess=True)


def _forward_of(root: Instance) -> Function | None:
    found = root.cls.find("forward")
    return found[0] if found is not None and isinstance(found[0], Function) else None


def _from_constructor(run: ModelRun, root: Instance, forward: Function) -> tuple[InputSpec, ...] | None:
    """An image, where the model keeps its size and channels, or begins with a convolution that says them."""
    parameters = forward.code.parameters
    plain = (*parameters.positional_only, *parameters.positional)[1:]
    required = [one for one in (*plain, *parameters.keyword_only) if one.default is None]
    sizes = {size for name in SIZES for value in _kept(run, root, name) if (size := _size(value)) is not None}
    kept = (value for name in CHANNELS for value in _kept(run, root, name))
    channels = {value for value in kept if type(value) is int} or _first_convolution(run)
    if len(required) != 1 or len(sizes) != 1 or len(channels) != 1:
        return None
    height, width = sizes.pop()
    return (InputSpec(None, (1, channels.pop(), height, width)),)


def _kept(run: ModelRun, root: Instance, name: str) -> tuple[Value, ...]:
    """What the model keeps under the name of a parameter, else what that parameter of the constructor was given."""
    given = run.constructor_arguments or {}
    return next(((names[name],) for names in (root.attributes, given) if name in names), ())


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
