"""``CfgNode``: a tree of settings, read as items or attributes, that refuses keys nobody declared."""

import copy
from ast import literal_eval

_STATE = ("__immutable__", "__deprecated_keys__", "__renamed_keys__", "__new_allowed__")
_INTERCHANGEABLE = (list, tuple)


class CfgNode(dict):
    IMMUTABLE = "__immutable__"
    DEPRECATED_KEYS = "__deprecated_keys__"
    RENAMED_KEYS = "__renamed_keys__"
    NEW_ALLOWED = "__new_allowed__"

    def __init__(self, init_dict=None, key_list=None, new_allowed=False):
        given = {} if init_dict is None else init_dict
        place = [] if key_list is None else key_list
        tree = {}
        for key, value in copy.deepcopy(given).items():
            tree[key] = type(self)(value, key_list=[*place, key]) if isinstance(value, dict) else value
        super().__init__(tree)
        self.__dict__[CfgNode.IMMUTABLE] = False
        self.__dict__[CfgNode.DEPRECATED_KEYS] = set()
        self.__dict__[CfgNode.RENAMED_KEYS] = {}
        self.__dict__[CfgNode.NEW_ALLOWED] = new_allowed

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if self.is_frozen():
            msg = f"Attempted to set {name} to {value}, but CfgNode is immutable"
            raise AttributeError(msg)
        assert name not in self.__dict__, f"Invalid attempt to modify internal CfgNode state: {name}"
        self[name] = value

    def __str__(self):
        lines = []
        for key, value in sorted(self.items()):
            gap = "\n" if isinstance(value, CfgNode) else " "
            lines.append("{}:{}{}".format(key, gap, "\n".join("  " + line for line in str(value).split("\n")).strip()))
        return "\n".join(lines)

    def __repr__(self):
        return f"{type(self).__name__}({super().__repr__()})"

    def dump(self, **kwargs):
        import yaml

        return yaml.safe_dump(_plain(self), **kwargs)

    def merge_from_file(self, cfg_filename):
        with open(cfg_filename) as file:
            self.merge_from_other_cfg(self.load_cfg(file))

    def merge_from_other_cfg(self, cfg_other):
        _merge(cfg_other, self, self, [])

    def merge_from_list(self, cfg_list):
        assert len(cfg_list) % 2 == 0, f"Override list has odd length: {cfg_list}; it must be a list of pairs"
        for full_key, value in zip(cfg_list[0::2], cfg_list[1::2]):
            if self.key_is_deprecated(full_key):
                continue
            *above, last = full_key.split(".")
            node = self
            for key in above:
                assert key in node, f"Non-existent key: {full_key}"
                node = node[key]
            assert last in node, f"Non-existent key: {full_key}"
            node[last] = _coerced(self._decode_cfg_value(value), node[last], full_key)

    def freeze(self):
        self._immutable(True)

    def defrost(self):
        self._immutable(False)

    def is_frozen(self):
        return self.__dict__[CfgNode.IMMUTABLE]

    def _immutable(self, is_immutable):
        self.__dict__[CfgNode.IMMUTABLE] = is_immutable
        for value in [*self.__dict__.values(), *self.values()]:
            if isinstance(value, CfgNode):
                value._immutable(is_immutable)

    def clone(self):
        return copy.deepcopy(self)

    def register_deprecated_key(self, key):
        self.__dict__[CfgNode.DEPRECATED_KEYS].add(key)

    def register_renamed_key(self, old_name, new_name, message=None):
        self.__dict__[CfgNode.RENAMED_KEYS][old_name] = new_name

    def key_is_deprecated(self, full_key):
        return full_key in self.__dict__[CfgNode.DEPRECATED_KEYS]

    def key_is_renamed(self, full_key):
        return full_key in self.__dict__[CfgNode.RENAMED_KEYS]

    def is_new_allowed(self):
        return self.__dict__[CfgNode.NEW_ALLOWED]

    def set_new_allowed(self, is_new_allowed):
        self.__dict__[CfgNode.NEW_ALLOWED] = is_new_allowed
        for value in self.values():
            if isinstance(value, CfgNode):
                value.set_new_allowed(is_new_allowed)

    @classmethod
    def load_cfg(cls, cfg_file_obj_or_str):
        import yaml

        text = cfg_file_obj_or_str
        return cls(yaml.safe_load(text if isinstance(text, str) else text.read()))

    @classmethod
    def _decode_cfg_value(cls, value):
        if isinstance(value, dict):
            return cls(value)
        if not isinstance(value, str):
            return value
        try:
            return literal_eval(value)
        except (ValueError, SyntaxError):
            return value


load_cfg = CfgNode.load_cfg


def _plain(node):
    return {key: _plain(value) if isinstance(value, CfgNode) else value for key, value in node.items()}


def _merge(source, target, root, place):
    for key, given in source.items():
        full_key = ".".join([*place, key])
        value = target._decode_cfg_value(copy.deepcopy(given))
        if key in target:
            value = _coerced(value, target[key], full_key)
            if isinstance(value, CfgNode):
                _merge(value, target[key], root, [*place, key])
            else:
                target[key] = value
        elif target.is_new_allowed():
            target[key] = value
        elif not root.key_is_deprecated(full_key):
            msg = f"Non-existent config key: {full_key}"
            raise KeyError(msg)


def _coerced(value, held, full_key):
    if type(value) is type(held) or value is None or held is None:
        return value
    if isinstance(value, CfgNode) and isinstance(held, CfgNode):
        return value
    if type(value) in _INTERCHANGEABLE and type(held) in _INTERCHANGEABLE:
        return type(held)(value)
    msg = f"Type mismatch ({type(held)} vs. {type(value)}) with values ({held} vs. {value}) for config key: {full_key}"
    raise ValueError(msg)
