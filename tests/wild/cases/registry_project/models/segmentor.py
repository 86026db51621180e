import torch.nn as nn

from .builder import SEGMENTORS
from . import builder
from .heads.decode_head import resize


@SEGMENTORS.register_module()
class EncoderDecoder(nn.Module):
    def __init__(self, backbone, decode_head, neck=None, auxiliary_head=None, train_cfg=None, test_cfg=None):
        super().__init__()
        self.backbone = builder.build_backbone(backbone)
        if neck is not None:
            self.neck = builder.build_neck(neck)
        self.decode_head = builder.build_head(decode_head)
        self.align_corners = self.decode_head.align_corners
        if auxiliary_head is not None:
            if isinstance(auxiliary_head, list):
                self.auxiliary_head = nn.ModuleList()
                for head_cfg in auxiliary_head:
                    self.auxiliary_head.append(builder.build_head(head_cfg))
            else:
                self.auxiliary_head = builder.build_head(auxiliary_head)
        self.train_cfg = train_cfg
        assert self.with_decode_head

    @property
    def with_neck(self):
        return hasattr(self, 'neck') and self.neck is not None

    @property
    def with_decode_head(self):
        return hasattr(self, 'decode_head') and self.decode_head is not None

    def extract_feat(self, img):
        x = self.backbone(img)
        if self.with_neck:
            x = self.neck(x)
        return x

    def forward(self, img, img_metas=None, return_loss=False, **kwargs):
        if return_loss:
            return self.forward_train(img, img_metas, **kwargs)
        x = self.extract_feat(img)
        out = self.decode_head.forward(x)
        return resize(input=out, size=img.shape[2:], mode='bilinear', align_corners=self.align_corners)
