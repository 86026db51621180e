from .backbones import *  # noqa: F401,F403
from .builder import BACKBONES, HEADS, SEGMENTORS, build_segmentor
from .heads import *  # noqa: F401,F403
from .segmentor import EncoderDecoder

__all__ = ['BACKBONES', 'HEADS', 'SEGMENTORS', 'build_segmentor', 'EncoderDecoder']
