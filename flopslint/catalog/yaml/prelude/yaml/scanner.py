"""Of PyYAML: yaml.scanner."""

from yaml.error import MarkedYAMLError


class ScannerError(MarkedYAMLError):
    pass
