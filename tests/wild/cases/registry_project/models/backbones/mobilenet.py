import torch.nn as nn

from ..builder import BACKBONES


@BACKBONES.register_module(name=['MobileNet', 'mbv1'])
class MobileNet(nn.Module):
    def __init__(self, width_mult=1., out_indices=(1, 3), **kw):
        super().__init__()
        cfg = [(32, 1), (64, 2), (128, 2), (256, 2)]
        self.out_indices = out_indices
        c = 3
        for i, (o, s) in enumerate(cfg):
            o = int(o * width_mult)
            setattr(self, f'block{i}', nn.Sequential(
                nn.Conv2d(c, c, 3, s, 1, groups=c, bias=False), nn.BatchNorm2d(c), nn.ReLU6(True),
                nn.Conv2d(c, o, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU6(True)))
            c = o

    def forward(self, x):
        outs = []
        i = 0
        while hasattr(self, f'block{i}'):
            x = getattr(self, f'block{i}')(x)
            if i in self.out_indices:
                outs += [x]
            i += 1
        return outs
