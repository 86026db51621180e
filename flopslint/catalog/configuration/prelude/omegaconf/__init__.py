"""Settings as trees with attributes, merged and interpolated."""

import dataclasses
from contextlib import contextmanager

from . import nodes, resolving
from .errors import (
    MissingMandatoryValue,
    OmegaConfBaseException,
    ReadonlyConfigError,
    UnsupportedValueType,
    ValidationError,
)
from .nodes import MISSING, Container, DictConfig, ListConfig

BaseContainer = Container
__version__ = "2.3.0"


def SI(interpolation):
    return interpolation


def II(interpolation):
    return "${" + interpolation + "}"


class SCMode:
    DICT = 1
    DICT_CONFIG = 2
    INSTANTIATE = 3


class OmegaConf:
    @staticmethod
    def create(obj=None, parent=None, flags=None):
        if obj is None:
            return DictConfig({}, flags=flags)
        if isinstance(obj, str):
            import yaml

            obj = yaml.safe_load(obj)
            if obj is None:
                obj = {}
            elif isinstance(obj, str):
                obj = {obj: None}
        made = nodes.wrapped(obj)
        if flags:
            object.__setattr__(made, "_struct", flags.get("struct"))
            object.__setattr__(made, "_readonly", flags.get("readonly"))
        return made

    @staticmethod
    def structured(obj, parent=None, flags=None):
        return OmegaConf.create(obj, parent, flags)

    @staticmethod
    def load(file_):
        import yaml

        if hasattr(file_, "read"):
            return OmegaConf.create(yaml.safe_load(file_.read()))
        with open(file_) as file:
            return OmegaConf.create(yaml.safe_load(file))

    @staticmethod
    def save(config, f, resolve=False):
        return None

    @staticmethod
    def from_dotlist(dotlist):
        made = OmegaConf.create()
        for argument in dotlist:
            key, equals, value = argument.partition("=")
            OmegaConf.update(made, key, resolving.literal(value, made) if equals else None)
        return made

    @staticmethod
    def from_cli(args_list=None):
        return OmegaConf.from_dotlist(args_list or [])

    @staticmethod
    def merge(*configs):
        made = nodes.wrapped(configs[0])
        for other in configs[1:]:
            nodes.merge_into(made, nodes.wrapped(other))
        return made

    unsafe_merge = merge

    @staticmethod
    def to_container(cfg, resolve=False, throw_on_missing=False, enum_to_str=False, structured_config_mode=None):
        return nodes.plain(cfg, resolve)

    @staticmethod
    def to_object(cfg):
        if isinstance(cfg, DictConfig) and cfg._type is not None:
            return cfg._type(**{key: OmegaConf.to_object(value) for key, value in cfg.items()})
        if isinstance(cfg, DictConfig):
            return {key: OmegaConf.to_object(value) for key, value in cfg.items()}
        if isinstance(cfg, ListConfig):
            return [OmegaConf.to_object(value) for value in cfg]
        return cfg

    @staticmethod
    def to_yaml(cfg, resolve=False, sort_keys=False):
        import yaml

        return yaml.safe_dump(nodes.plain(cfg, resolve), sort_keys=sort_keys)

    @staticmethod
    def select(cfg, key, default=None, throw_on_resolution_failure=True, throw_on_missing=False):
        return resolving.select(cfg, key, default, throw_on_missing)

    @staticmethod
    def update(cfg, key, value=None, merge=True, force_add=False):
        *above, last = key.replace("[", ".").replace("]", "").split(".")
        node = cfg
        for part in above:
            if isinstance(node, ListConfig):
                node = node[int(part)]
                continue
            if part not in node or node[part] is None:
                node[part] = {}
            node = node[part]
        if isinstance(node, ListConfig):
            node[int(last)] = value
            return
        held = node._content.get(last)
        if merge and isinstance(held, DictConfig) and isinstance(value, (dict, DictConfig)):
            held.merge_with(value)
        else:
            node[last] = value

    @staticmethod
    def is_config(obj):
        return isinstance(obj, Container)

    @staticmethod
    def is_dict(obj):
        return isinstance(obj, DictConfig)

    @staticmethod
    def is_list(obj):
        return isinstance(obj, ListConfig)

    @staticmethod
    def is_missing(cfg, key):
        held = cfg._content.get(key)
        return isinstance(held, str) and held == MISSING

    @staticmethod
    def is_interpolation(node, key=None):
        held = node._content[key] if key is not None else node
        return isinstance(held, str) and "${" in held

    @staticmethod
    def missing_keys(cfg):
        return {key for key in cfg._content if OmegaConf.is_missing(cfg, key)}

    @staticmethod
    def set_struct(conf, value):
        object.__setattr__(conf, "_struct", value)

    @staticmethod
    def is_struct(conf):
        return conf._flag("_struct")

    @staticmethod
    def set_readonly(conf, value):
        object.__setattr__(conf, "_readonly", value)

    @staticmethod
    def is_readonly(conf):
        return conf._flag("_readonly")

    @staticmethod
    def get_type(obj, key=None):
        held = obj if key is None else obj._content[key]
        return held._type if isinstance(held, DictConfig) and held._type is not None else type(nodes.plain(held, False))

    @staticmethod
    def resolve(cfg):
        keys = list(cfg._content) if isinstance(cfg, DictConfig) else range(len(cfg._content))
        for key in keys:
            held = cfg._content[key]
            if isinstance(held, Container):
                OmegaConf.resolve(held)
            elif not (isinstance(held, str) and held == MISSING):
                cfg._content[key] = nodes.wrapped(cfg._resolved(held), cfg)

    @staticmethod
    def register_new_resolver(name, resolver, *, replace=False, use_cache=False):
        if name in resolving.resolvers and not replace:
            msg = f"resolver '{name}' is already registered"
            raise ValueError(msg)
        resolving.resolvers[name] = resolver

    @staticmethod
    def register_resolver(name, resolver):
        resolving.resolvers[name] = resolver

    @staticmethod
    def has_resolver(name):
        return name in resolving.resolvers

    @staticmethod
    def clear_resolver(name):
        return resolving.resolvers.pop(name, None) is not None

    @staticmethod
    def masked_copy(conf, keys):
        wanted = [keys] if isinstance(keys, str) else keys
        return OmegaConf.create({key: value for key, value in conf._content.items() if key in wanted})


@contextmanager
def flag_override(config, names, values):
    listed = [names] if isinstance(names, str) else names
    given = values if isinstance(values, list) else [values] * len(listed)
    before = [getattr(config, "_" + name) for name in listed]
    for name, value in zip(listed, given):
        object.__setattr__(config, "_" + name, value)
    try:
        yield config
    finally:
        for name, value in zip(listed, before):
            object.__setattr__(config, "_" + name, value)


def open_dict(config):
    return flag_override(config, "struct", False)


def read_write(config):
    return flag_override(config, "readonly", False)
