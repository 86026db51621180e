"""Strict dataclasses. Validators of fields and classes run; types of fields are not compared with their hints."""

from dataclasses import MISSING, field, fields
from functools import wraps

from .errors import (
    StrictDataclassClassValidationError,
    StrictDataclassDefinitionError,
    StrictDataclassFieldValidationError,
)


def strict(cls=None, *, accept_kwargs=False):
    def decorate(cls):
        if not hasattr(cls, "__dataclass_fields__"):
            raise StrictDataclassDefinitionError(f"Class '{cls.__name__}' must be a dataclass before applying @strict.")
        _check_fields(cls)
        if accept_kwargs:
            _accept_keywords(cls)
        _check_whole(cls)
        return cls

    return decorate if cls is None else decorate(cls)


def _check_fields(cls):
    """Runs the validators of a field whenever it is assigned."""
    validators = {}
    for one in fields(cls):
        given = one.metadata.get("validator")
        if given is not None:
            validators[one.name] = given if isinstance(given, list) else [given]
    cls.__validators__ = validators
    if not validators:
        return
    plain_setattr = cls.__setattr__

    def __setattr__(self, name, value):
        for validator in self.__validators__.get(name, ()):
            try:
                validator(value)
            except (ValueError, TypeError) as error:
                raise StrictDataclassFieldValidationError(field=name, cause=error) from error
        plain_setattr(self, name, value)

    cls.__setattr__ = __setattr__


def _accept_keywords(cls):
    """What is no field goes to ``__post_init__``."""

    @wraps(cls.__init__)
    def __init__(self, *args, **kwargs):
        if args:
            raise ValueError(
                f"When `accept_kwargs=True`, {cls.__name__} accepts only keyword arguments, "
                f"but found `{len(args)}` positional args."
            )
        for one in fields(cls):
            if one.name in kwargs:
                setattr(self, one.name, kwargs.pop(one.name))
            elif one.default is not MISSING:
                setattr(self, one.name, one.default)
            elif one.default_factory is not MISSING:
                setattr(self, one.name, one.default_factory())
            else:
                raise TypeError(f"Missing required field - '{one.name}'")
        self.__post_init__(**kwargs)

    cls.__init__ = __init__
    if not hasattr(cls, "__post_init__"):

        def __post_init__(self, **kwargs):
            for name, value in kwargs.items():
                setattr(self, name, value)

        cls.__post_init__ = __post_init__


def _check_whole(cls):
    """Runs methods named ``validate_...`` on an instance once it is made."""
    names = [name for name in dir(cls) if name.startswith("validate_")]
    cls.__class_validators__ = [method for method in [getattr(cls, name) for name in names] if callable(method)]

    def validate(self):
        for validator in cls.__class_validators__:
            try:
                validator(self)
            except (ValueError, TypeError) as error:
                raise StrictDataclassClassValidationError(validator=validator.__name__, cause=error) from error

    validate.__is_defined_by_strict_decorator__ = True
    if hasattr(cls, "validate") and not getattr(cls.validate, "__is_defined_by_strict_decorator__", False):
        raise StrictDataclassDefinitionError(f"Class '{cls.__name__}' already implements a method called 'validate'.")
    cls.validate = validate
    plain_init = cls.__init__

    @wraps(plain_init)
    def __init__(self, *args, **kwargs):
        plain_init(self, *args, **kwargs)
        cls.validate(self)

    cls.__init__ = __init__


def validated_field(
    validator, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
    **kwargs,
):  # fmt: skip
    metadata = {} if metadata is None else metadata
    metadata["validator"] = validator if isinstance(validator, list) else [validator]
    return field(
        default=default, default_factory=default_factory, init=init, repr=repr, hash=hash, compare=compare,
        metadata=metadata, **kwargs,
    )  # fmt: skip


def as_validated_field(validator):
    def make(
        default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
        **kwargs,
    ):  # fmt: skip
        return validated_field(
            validator, default=default, default_factory=default_factory, init=init, repr=repr, hash=hash,
            compare=compare, metadata=metadata, **kwargs,
        )  # fmt: skip

    return make


def validate_typed_dict(schema, data):
    pass
