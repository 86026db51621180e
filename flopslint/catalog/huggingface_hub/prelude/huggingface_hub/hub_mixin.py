"""Mixins of models that can be stored on the hub."""

import inspect
from dataclasses import is_dataclass


def _is_storable(value):
    """Whether a value could stand in a JSON file."""
    if isinstance(value, (list, tuple)):
        return all([_is_storable(item) for item in value])
    if isinstance(value, dict):
        return all([_is_storable(item) for item in value.values()])
    return value is None or isinstance(value, (bool, int, float, str)) or is_dataclass(value)


class ModelHubMixin:
    _hub_mixin_config = None

    def __init_subclass__(
        cls, *, repo_url=None, paper_url=None, docs_url=None, model_card_template=None, language=None,
        library_name=None, license=None, license_name=None, license_link=None, pipeline_tag=None, tags=None,
        coders=None,
    ):  # fmt: skip
        super().__init_subclass__()
        cls._hub_mixin_coders = coders or {}
        cls._hub_mixin_init_parameters = dict(inspect.signature(cls.__init__).parameters)

    def __new__(cls, *args, **kwargs):
        instance = super().__new__(cls)
        if instance._hub_mixin_config is not None:
            return instance
        parameters = list(cls._hub_mixin_init_parameters.values())[1:]
        passed = {**dict(zip([parameter.name for parameter in parameters], args)), **kwargs}
        if is_dataclass(passed.get("config")):
            instance._hub_mixin_config = passed["config"]
            return instance
        defaults = {
            parameter.name: parameter.default
            for parameter in cls._hub_mixin_init_parameters.values()
            if parameter.default is not inspect.Parameter.empty
        }
        values = {**defaults, **passed}
        config = {name: value for name, value in values.items() if cls._is_jsonable(value)}
        given = config.pop("config", {})
        if isinstance(given, dict):
            config.update(given)
        if config != {}:
            instance._hub_mixin_config = config
        return instance

    @classmethod
    def _is_jsonable(cls, value):
        return isinstance(value, tuple(cls._hub_mixin_coders)) or _is_storable(value)


class PyTorchModelHubMixin(ModelHubMixin):
    def __init_subclass__(cls, *args, tags=None, **kwargs):
        return super().__init_subclass__(*args, tags=tags, **kwargs)
