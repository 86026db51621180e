"""Of PyYAML: yaml.error."""


class Mark:
    pass


class YAMLError(Exception):
    pass


class MarkedYAMLError(YAMLError):
    pass
