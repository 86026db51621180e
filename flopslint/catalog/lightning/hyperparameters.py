"""``save_hyperparameters``: the arguments of the constructor that calls it.

Source: https://lightning.ai/docs/pytorch/stable/common/hyperparameters.html
"""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.values.context import Context
from flopslint.values.value import Frame, Value


@function("pytorch_lightning.caller.save_hyperparameters")
def save_hyperparameters(
    context: Context, self: Value, *args: Value, ignore: Value = None, frame: Value = None, logger: Value = True
) -> Value:
    """Keeps the arguments of the calling constructor, or those that are named, as ``self.hparams``.

    A constructor further out may have been given more; where there may be one, what else there is stays open.
    """
    given = {} if frame is not None else _arguments(context.frame)
    ignored = {ignore} if isinstance(ignore, str) else set(ignore or ())
    kept: Value = {name: value for name, value in given.items() if name not in ignored}
    if args and all(isinstance(name, str) for name in args):
        kept = {name: given[name] for name in args if name in given}
    elif args:
        kept = args[0]
    is_whole = context.frame.cls is context.type_of(self)
    context.call(context.get_attribute(self, "_keep_hparams"), (kept, is_whole))
    return None


def _arguments(frame: Frame) -> dict[str, Value]:
    """What a function was called with, as its names say now; less the first parameter."""
    if frame.code is None:
        return {}
    parameters = frame.code.parameters
    listed = [*parameters.positional_only, *parameters.positional, *parameters.keyword_only]
    given = {one.name: frame.names[one.name] for one in listed[1:] if one.name in frame.names}
    if parameters.kwarg is not None:
        more = frame.names.get(parameters.kwarg.name)
        given.update(more if isinstance(more, dict) else {})
    return given
