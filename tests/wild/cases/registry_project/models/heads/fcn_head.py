import torch
import torch.nn as nn

from ..builder import HEADS
from .decode_head import BaseDecodeHead


@HEADS.register_module()
class FCNHead(BaseDecodeHead):
    def __init__(self, num_convs=2, kernel_size=3, concat_input=True, dilation=1, **kwargs):
        assert num_convs >= 0 and dilation > 0 and isinstance(dilation, int)
        self.num_convs = num_convs
        self.concat_input = concat_input
        self.kernel_size = kernel_size
        super(FCNHead, self).__init__(**kwargs)
        if num_convs == 0:
            assert self.in_channels == self.channels
        conv_padding = (kernel_size // 2) * dilation
        convs = [nn.Sequential(nn.Conv2d(self.in_channels, self.channels, kernel_size, padding=conv_padding, dilation=dilation), nn.ReLU())]
        for i in range(num_convs - 1):
            convs.append(nn.Sequential(nn.Conv2d(self.channels, self.channels, kernel_size, padding=conv_padding, dilation=dilation), nn.ReLU()))
        self.convs = nn.Identity() if num_convs == 0 else nn.Sequential(*convs)
        if self.concat_input:
            self.conv_cat = nn.Conv2d(self.in_channels + self.channels, self.channels, kernel_size=kernel_size, padding=kernel_size // 2)

    def _forward_feature(self, inputs):
        x = self._transform_inputs(inputs)
        feats = self.convs(x)
        if self.concat_input:
            feats = self.conv_cat(torch.cat([x, feats], dim=1))
        return feats

    def forward(self, inputs):
        output = self._forward_feature(inputs)
        return self.cls_seg(output)
