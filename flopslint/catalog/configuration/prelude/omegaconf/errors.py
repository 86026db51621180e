class OmegaConfBaseException(Exception):
    pass


class MissingMandatoryValue(OmegaConfBaseException):
    pass


class ValidationError(OmegaConfBaseException, ValueError):
    pass


class UnsupportedValueType(ValidationError, ValueError):
    pass


class KeyValidationError(ValidationError):
    pass


class ReadonlyConfigError(OmegaConfBaseException):
    pass


class InterpolationResolutionError(OmegaConfBaseException, ValueError):
    pass


class InterpolationKeyError(InterpolationResolutionError):
    pass


class ConfigKeyError(OmegaConfBaseException, KeyError):
    pass


class ConfigAttributeError(OmegaConfBaseException, AttributeError):
    pass


class ConfigTypeError(OmegaConfBaseException, TypeError):
    pass


class ConfigIndexError(OmegaConfBaseException, IndexError):
    pass
