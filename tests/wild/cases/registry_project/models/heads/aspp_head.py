import torch
import torch.nn as nn

from ..builder import HEADS
from .decode_head import BaseDecodeHead, resize


class ConvModule(nn.Sequential):
    def __init__(self, i, o, k, padding=0, dilation=1):
        super().__init__()
        self.add_module('conv', nn.Conv2d(i, o, k, padding=padding, dilation=dilation, bias=False))
        self.add_module('bn', nn.BatchNorm2d(o))
        self.add_module('act', nn.ReLU(inplace=True))


class ASPPModule(nn.ModuleList):
    def __init__(self, dilations, in_channels, channels):
        super(ASPPModule, self).__init__()
        self.dilations = dilations
        for dilation in dilations:
            self.append(ConvModule(in_channels, channels, 1 if dilation == 1 else 3, dilation=dilation, padding=0 if dilation == 1 else dilation))

    def forward(self, x):
        aspp_outs = []
        for aspp_module in self:
            aspp_outs.append(aspp_module(x))
        return aspp_outs


@HEADS.register_module()
class ASPPHead(BaseDecodeHead):
    def __init__(self, dilations=(1, 6, 12, 18), **kwargs):
        super(ASPPHead, self).__init__(**kwargs)
        assert isinstance(dilations, (list, tuple))
        self.dilations = dilations
        self.image_pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), ConvModule(self.in_channels, self.channels, 1))
        self.aspp_modules = ASPPModule(dilations, self.in_channels, self.channels)
        self.bottleneck = ConvModule((len(dilations) + 1) * self.channels, self.channels, 3, padding=1)

    def forward(self, inputs):
        x = self._transform_inputs(inputs)
        aspp_outs = [resize(self.image_pool(x), size=x.size()[2:], mode='bilinear', align_corners=self.align_corners)]
        aspp_outs.extend(self.aspp_modules(x))
        aspp_outs = torch.cat(aspp_outs, dim=1)
        feats = self.bottleneck(aspp_outs)
        return self.cls_seg(feats)
