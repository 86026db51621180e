"""Signatures."""

import enum

from _python import explicit_signature, raw_parameters


class _empty:
    pass


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name


class Parameter:
    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = _ParameterKind(kind)
        self._parts = {"default": default, "annotation": annotation}

    @property
    def default(self):
        return self._parts.get("default", _empty)

    @property
    def annotation(self):
        return self._parts.get("annotation", _empty)

    def replace(self, *, name=_empty, kind=_empty, default=_empty, annotation=_empty):
        made = Parameter(self.name if name is _empty else name, self.kind if kind is _empty else kind)
        made._parts = dict(self._parts)
        if default is not _empty:
            made._parts["default"] = default
        if annotation is not _empty:
            made._parts["annotation"] = annotation
        return made

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default) == (other.name, other.kind, other.default)

    def __hash__(self):
        return hash((self.name, self.kind))

    def __str__(self):
        prefix = {2: "*", 4: "**"}.get(int(self.kind), "")
        return prefix + self.name + ("" if self.default is _empty else f"={self.default!r}")

    def __repr__(self):
        return f'<Parameter "{self}">'


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        found = []
        for name, parameter in self.signature.parameters.items():
            if (
                parameter.kind in (_ParameterKind.KEYWORD_ONLY, _ParameterKind.VAR_KEYWORD)
                or name not in self.arguments
            ):
                break
            if parameter.kind is _ParameterKind.VAR_POSITIONAL:
                found.extend(self.arguments[name])
            else:
                found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        by_keyword = False
        for name, parameter in self.signature.parameters.items():
            if (
                parameter.kind in (_ParameterKind.KEYWORD_ONLY, _ParameterKind.VAR_KEYWORD)
                or name not in self.arguments
            ):
                by_keyword = True
            if by_keyword and name in self.arguments:
                if parameter.kind is _ParameterKind.VAR_KEYWORD:
                    found.update(self.arguments[name])
                else:
                    found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        found = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                found[name] = self.arguments[name]
            elif parameter.default is not _empty:
                found[name] = parameter.default
            elif parameter.kind is _ParameterKind.VAR_POSITIONAL:
                found[name] = ()
            elif parameter.kind is _ParameterKind.VAR_KEYWORD:
                found[name] = {}
        self.arguments = found


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {parameter.name: parameter for parameter in parameters or ()}
        self._returns = {"annotation": return_annotation}

    @property
    def return_annotation(self):
        return self._returns.get("annotation", _empty)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return signature(obj)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        made = Signature(self.parameters.values() if parameters is _empty else parameters)
        made._returns = dict(self._returns) if return_annotation is _empty else {"annotation": return_annotation}
        return made

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        rest = list(args)
        named = dict(kwargs)
        keywords = None
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind is _ParameterKind.VAR_POSITIONAL:
                if rest:
                    arguments[name] = tuple(rest)
                rest = []
            elif kind is _ParameterKind.VAR_KEYWORD:
                keywords = name
            elif rest and kind is not _ParameterKind.KEYWORD_ONLY:
                if name in named and kind is not _ParameterKind.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = rest.pop(0)
            elif name in named and kind is not _ParameterKind.POSITIONAL_ONLY:
                arguments[name] = named.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if named:
            if keywords is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(named))!r}")
            arguments[keywords] = named
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self.parameters == other.parameters

    __hash__ = None

    def __str__(self):
        return "(" + ", ".join(str(parameter) for parameter in self.parameters.values()) + ")"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    explicit = explicit_signature(obj)
    if explicit is not None:
        return explicit
    raw, returns = raw_parameters(obj)
    made = Signature()
    for name, kind, parts in raw:
        parameter = Parameter(name, kind)
        parameter._parts = parts
        made.parameters[name] = parameter
    made._returns = returns
    return made


class FullArgSpec:
    def __init__(self, args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations):
        self.args = args
        self.varargs = varargs
        self.varkw = varkw
        self.defaults = defaults
        self.kwonlyargs = kwonlyargs
        self.kwonlydefaults = kwonlydefaults
        self.annotations = annotations

    def __iter__(self):
        return iter(
            (self.args, self.varargs, self.varkw, self.defaults, self.kwonlyargs, self.kwonlydefaults, self.annotations)
        )

    def __getitem__(self, index):
        return tuple(self)[index]


def getfullargspec(func):
    if hasattr(func, "__func__"):
        raw, _ = raw_parameters(func.__func__)
    elif isinstance(func, type) and hasattr(func.__init__, "__code__"):
        raw, _ = raw_parameters(func.__init__)
    else:
        raw, _ = raw_parameters(func)
    args = [name for name, kind, _ in raw if kind < 2]
    only = [name for name, kind, _ in raw if kind == 3]
    defaults = tuple(parts["default"] for _, kind, parts in raw if kind < 2 and "default" in parts)
    only_defaults = {name: parts["default"] for name, kind, parts in raw if kind == 3 and "default" in parts}
    star = [name for name, kind, _ in raw if kind == 2]
    stars = [name for name, kind, _ in raw if kind == 4]
    return FullArgSpec(
        args, star[0] if star else None, stars[0] if stars else None, defaults or None, only, only_defaults or None, {}
    )


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def getmembers(object, predicate=None):
    found = []
    for name in sorted(dir(object)):
        value = getattr(object, name, _empty)
        if value is not _empty and (predicate is None or predicate(value)):
            found.append((name, value))
    return found
