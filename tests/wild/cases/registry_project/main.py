# case: build_segmentor(model) <- torch.zeros(1, 3, 64, 64)
# case: build_segmentor({**model, "backbone": dict(type="mbv1", width_mult=0.5), "decode_head": dict(type="FCNHead", in_channels=[32, 128], in_index=[0, 1], input_transform="resize_concat", channels=8, num_classes=2, dropout_ratio=0), "auxiliary_head": None}) <- torch.zeros(1, 3, 64, 64)
from registry_project.models import build_segmentor

norm_cfg = dict(type='SyncBN', requires_grad=True)
model = dict(
    type='EncoderDecoder',
    backbone=dict(
        type='ResNetV1c', depth=10, num_stages=4, out_indices=(0, 1, 2, 3), dilations=(1, 1, 2, 4), strides=(1, 2, 1, 1),
        norm_cfg=norm_cfg, norm_eval=False, with_cp=True, frozen_stages=1),
    decode_head=dict(
        type='ASPPHead', in_channels=128, in_index=3, channels=32, dilations=(1, 2, 4), num_classes=19, align_corners=False),
    auxiliary_head=[dict(type='FCNHead', in_channels=64, in_index=2, channels=16, num_convs=1, concat_input=False, num_classes=19)])
