# case: build_model(get_cfg_defaults()) <- torch.zeros(1, 3, 64, 64)
# case: from_edict() <- torch.zeros(2, 3, 32, 32)
# case: from_namespace(yaml.safe_load(TEXT)) <- torch.zeros(2, 3, 32, 32)
import types

import torch
import torch.nn as nn
import yaml


class AttrDict(dict):
    """a dict with attribute access"""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, value in list(self.items()):
            if isinstance(value, dict):
                self[key] = AttrDict(value)
            elif isinstance(value, (list, tuple)):
                self[key] = type(value)(AttrDict(v) if isinstance(v, dict) else v for v in value)

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    __delattr__ = dict.__delitem__


class CfgNode(dict):
    IMMUTABLE = "__immutable__"

    def __init__(self, init_dict=None):
        init_dict = {} if init_dict is None else init_dict
        super().__init__({k: CfgNode(v) if isinstance(v, dict) else v for k, v in init_dict.items()})
        self.__dict__[CfgNode.IMMUTABLE] = False

    def __getattr__(self, name):
        if name in self:
            return self[name]
        else:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        if self.is_frozen():
            raise AttributeError("Attempted to set {} to {}, but CfgNode is immutable".format(name, value))
        self[name] = value

    def is_frozen(self):
        return self.__dict__[CfgNode.IMMUTABLE]

    def freeze(self):
        self._immutable(True)

    def defrost(self):
        self._immutable(False)

    def _immutable(self, is_immutable):
        self.__dict__[CfgNode.IMMUTABLE] = is_immutable
        for v in self.__dict__.values():
            if isinstance(v, CfgNode):
                v._immutable(is_immutable)
        for v in self.values():
            if isinstance(v, CfgNode):
                v._immutable(is_immutable)

    def merge_from_list(self, cfg_list):
        assert len(cfg_list) % 2 == 0
        for full_key, v in zip(cfg_list[0::2], cfg_list[1::2]):
            key_list = full_key.split(".")
            d = self
            for subkey in key_list[:-1]:
                assert subkey in d, "Non-existent key: {}".format(full_key)
                d = d[subkey]
            d[key_list[-1]] = v

    def clone(self):
        import copy
        return copy.deepcopy(self)


CN = CfgNode
_C = CN()
_C.MODEL = CN()
_C.MODEL.NAME = 'hrnet_tiny'
_C.MODEL.NUM_JOINTS = 17
_C.MODEL.EXTRA = CN(dict(STAGE2=dict(NUM_BRANCHES=2, NUM_BLOCKS=[2, 2], NUM_CHANNELS=[8, 16], FUSE_METHOD='SUM'),
                         STAGE3=dict(NUM_BRANCHES=3, NUM_BLOCKS=[2, 2, 2], NUM_CHANNELS=[8, 16, 32], FUSE_METHOD='SUM')))
_C.MODEL.EXTRA.FINAL_CONV_KERNEL = 1
_C.TRAIN = CN({"LR": 0.001})


def get_cfg_defaults():
    cfg = _C.clone()
    cfg.defrost()
    cfg.merge_from_list(["MODEL.NUM_JOINTS", 14, "MODEL.EXTRA.FINAL_CONV_KERNEL", 3])
    cfg.freeze()
    return cfg


def conv3x3(i, o, s=1):
    return nn.Sequential(nn.Conv2d(i, o, 3, s, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class HRModule(nn.Module):
    def __init__(self, num_branches, num_blocks, num_inchannels, num_channels, fuse_method, multi_scale_output=True):
        super().__init__()
        self._check_branches(num_branches, num_blocks, num_inchannels, num_channels)
        self.num_branches = num_branches
        self.multi_scale_output = multi_scale_output
        self.branches = nn.ModuleList([
            nn.Sequential(*[conv3x3(num_inchannels[i] if j == 0 else num_channels[i], num_channels[i])
                            for j in range(num_blocks[i])]) for i in range(num_branches)])
        self.num_inchannels = num_channels
        self.fuse_layers = self._make_fuse_layers()
        self.relu = nn.ReLU(True)

    def _check_branches(self, num_branches, num_blocks, num_inchannels, num_channels):
        if num_branches != len(num_blocks):
            error_msg = 'NUM_BRANCHES({}) <> NUM_BLOCKS({})'.format(num_branches, len(num_blocks))
            raise ValueError(error_msg)
        if num_branches != len(num_channels):
            raise ValueError('NUM_BRANCHES({}) <> NUM_CHANNELS({})'.format(num_branches, len(num_channels)))

    def _make_fuse_layers(self):
        if self.num_branches == 1:
            return None
        num_branches = self.num_branches
        num_inchannels = self.num_inchannels
        fuse_layers = []
        for i in range(num_branches if self.multi_scale_output else 1):
            fuse_layer = []
            for j in range(num_branches):
                if j > i:
                    fuse_layer.append(nn.Sequential(
                        nn.Conv2d(num_inchannels[j], num_inchannels[i], 1, 1, 0, bias=False),
                        nn.BatchNorm2d(num_inchannels[i]),
                        nn.Upsample(scale_factor=2**(j-i), mode='nearest')))
                elif j == i:
                    fuse_layer.append(None)
                else:
                    conv3x3s = []
                    for k in range(i-j):
                        if k == i - j - 1:
                            num_outchannels_conv3x3 = num_inchannels[i]
                            conv3x3s.append(nn.Sequential(
                                nn.Conv2d(num_inchannels[j], num_outchannels_conv3x3, 3, 2, 1, bias=False),
                                nn.BatchNorm2d(num_outchannels_conv3x3)))
                        else:
                            conv3x3s.append(conv3x3(num_inchannels[j], num_inchannels[j], 2))
                    fuse_layer.append(nn.Sequential(*conv3x3s))
            fuse_layers.append(nn.ModuleList(fuse_layer))
        return nn.ModuleList(fuse_layers)

    def get_num_inchannels(self):
        return self.num_inchannels

    def forward(self, x):
        if self.num_branches == 1:
            return [self.branches[0](x[0])]
        for i in range(self.num_branches):
            x[i] = self.branches[i](x[i])
        x_fuse = []
        for i in range(len(self.fuse_layers)):
            y = x[0] if i == 0 else self.fuse_layers[i][0](x[0])
            for j in range(1, self.num_branches):
                if i == j:
                    y = y + x[j]
                else:
                    y = y + self.fuse_layers[i][j](x[j])
            x_fuse.append(self.relu(y))
        return x_fuse


class PoseNet(nn.Module):
    def __init__(self, cfg, **kwargs):
        super().__init__()
        extra = cfg.MODEL.EXTRA
        self.conv1 = conv3x3(3, 8, 2)
        self.stage2_cfg = cfg['MODEL']['EXTRA']['STAGE2']
        num_channels = self.stage2_cfg['NUM_CHANNELS']
        self.transition1 = self._make_transition_layer([8], num_channels)
        self.stage2, pre = self._make_stage(self.stage2_cfg, num_channels)
        self.stage3_cfg = cfg['MODEL']['EXTRA']['STAGE3']
        self.transition2 = self._make_transition_layer(pre, self.stage3_cfg['NUM_CHANNELS'])
        self.stage3, pre = self._make_stage(self.stage3_cfg, self.stage3_cfg['NUM_CHANNELS'], multi_scale_output=False)
        self.final_layer = nn.Conv2d(in_channels=pre[0], out_channels=cfg.MODEL.NUM_JOINTS,
                                     kernel_size=extra.FINAL_CONV_KERNEL, stride=1,
                                     padding=1 if extra.FINAL_CONV_KERNEL == 3 else 0)
        self.pretrained_layers = cfg['MODEL']['EXTRA'].get('PRETRAINED_LAYERS', ['*'])

    def _make_transition_layer(self, pre, cur):
        transition_layers = []
        for i in range(len(cur)):
            if i < len(pre):
                transition_layers.append(conv3x3(pre[i], cur[i]) if cur[i] != pre[i] else None)
            else:
                convs = []
                for j in range(i + 1 - len(pre)):
                    inchannels = pre[-1]
                    outchannels = cur[i] if j == i - len(pre) else inchannels
                    convs.append(conv3x3(inchannels, outchannels, 2))
                transition_layers.append(nn.Sequential(*convs))
        return nn.ModuleList(transition_layers)

    def _make_stage(self, layer_config, num_inchannels, multi_scale_output=True):
        modules = []
        for i in range(2):
            reset_multi_scale_output = not (not multi_scale_output and i == 1)
            modules.append(HRModule(layer_config['NUM_BRANCHES'], layer_config['NUM_BLOCKS'], num_inchannels,
                                    layer_config['NUM_CHANNELS'], layer_config['FUSE_METHOD'],
                                    reset_multi_scale_output))
            num_inchannels = modules[-1].get_num_inchannels()
        return nn.Sequential(*modules), num_inchannels

    def forward(self, x):
        x = self.conv1(x)
        x_list = []
        for i in range(self.stage2_cfg['NUM_BRANCHES']):
            if self.transition1[i] is not None:
                x_list.append(self.transition1[i](x))
            else:
                x_list.append(x)
        y_list = self.stage2(x_list)
        x_list = [t(y_list[-1]) if t is not None else y_list[i] for i, t in enumerate(self.transition2)]
        y_list = self.stage3(x_list)
        return self.final_layer(y_list[0])


def build_model(cfg):
    name = cfg.MODEL.NAME
    if not (name.startswith('hrnet') and hasattr(cfg.MODEL, 'EXTRA')):
        raise KeyError(name)
    assert not hasattr(cfg, 'DATASET')
    return PoseNet(cfg)


def from_edict():
    config = AttrDict(network=dict(depth=3, dims=[16, 32, 64], head=dict(classes=5)), blocks=[dict(k=3), dict(k=5), dict(k=1)])
    config.network.dropout = 0.1
    layers, prev = [], 3
    for dim, block in zip(config.network.dims, config.blocks):
        layers += [nn.Conv2d(prev, dim, block.k, padding=block.k // 2), nn.ReLU()]
        prev = dim
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(config.network.dropout),
                         nn.Linear(prev, config.network.head.classes))


TEXT = """
model:
  type: cnn   # the family
  width: 24
  act: null
  stages:
    - {n: 2, k: 3}
    - {n: 1, k: 5}
  norm: yes
  scale: 1e-2
train: {lr: 0.1, steps: [10, 20]}
"""


def to_namespace(d):
    ns = types.SimpleNamespace()
    for k, v in d.items():
        if isinstance(v, dict):
            v = to_namespace(v)
        elif isinstance(v, list):
            v = [to_namespace(i) if isinstance(i, dict) else i for i in v]
        setattr(ns, k, v)
    return ns


def from_namespace(tree):
    cfg = to_namespace(tree)
    layers, prev = [], 3
    for stage in cfg.model.stages:
        for _ in range(stage.n):
            layers.append(nn.Conv2d(prev, cfg.model.width, stage.k, padding=stage.k // 2))
            if cfg.model.norm:
                layers.append(nn.BatchNorm2d(cfg.model.width))
            layers.append(nn.GELU() if cfg.model.act is None else getattr(nn, cfg.model.act)())
            prev = cfg.model.width
    return nn.Sequential(*layers)
