"""Of PyYAML: yaml.loader."""

from yaml import BaseLoader, FullLoader, Loader, SafeLoader, UnsafeLoader
