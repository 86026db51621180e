# case: EDSR() <- torch.zeros(1, 3, 24, 24)
# case: make_model(args) <- torch.zeros(1, 3, 24, 24)
# case: EDSR(argparse.Namespace(**{**vars(args), "n_feats": 16, "scale": [3]})) <- torch.zeros(1, 3, 24, 24)
import argparse
import logging
import math
import os
import random
import sys

import numpy as np
import torch
import torch.backends.cudnn as cudnn
import torch.nn as nn

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
logging.basicConfig(level=logging.INFO, format='%(asctime)s %(message)s')
logger = logging.getLogger(__name__)

parser = argparse.ArgumentParser(description='EDSR and MDSR')
parser.add_argument('--debug', action='store_true', help='Enables debug mode')
group = parser.add_argument_group('model')
group.add_argument('--model', default='EDSR', help='model name')
group.add_argument('--act', type=str, default='relu', choices=('relu', 'prelu'))
group.add_argument('--n_resblocks', type=int, default=4)
group.add_argument('--n_feats', type=int, default=32)
group.add_argument('--res_scale', type=float, default=1)
group.add_argument('--shift_mean', default=True)
group.add_argument('--dilation', action='store_true')
group.add_argument('--no-tail-bias', dest='tail_bias', action='store_false')
parser.add_argument('--scale', type=str, default='2+4')
parser.add_argument('--rgb_range', type=int, default=255)
parser.add_argument('--n_colors', type=int, default=3)
parser.add_argument('--betas', type=float, nargs='+', default=[0.9, 0.999])
parser.add_argument('--save', type=str, default=os.environ.get("SAVE_DIR", './experiments'))
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('-g', '--gpus', default='0')
parser.set_defaults(kernel=3)

args, unknown = parser.parse_known_args()
args.scale = list(map(lambda x: int(x), args.scale.split('+')))
for arg in vars(args):
    if vars(args)[arg] == 'True':
        vars(args)[arg] = True
    elif vars(args)[arg] == 'False':
        vars(args)[arg] = False

os.makedirs(args.save, exist_ok=True)
if not os.path.exists(os.path.join(args.save, 'logs')):
    os.mkdir(os.path.join(args.save, 'logs'))
os.environ['CUDA_VISIBLE_DEVICES'] = args.gpus
random.seed(args.seed)
np.random.seed(args.seed)
torch.manual_seed(args.seed)
if torch.cuda.is_available():
    torch.cuda.manual_seed_all(args.seed)
cudnn.benchmark = True
cudnn.deterministic = True
print('arguments:', args)
logger.info('scale %s', args.scale)


def default_conv(in_channels, out_channels, kernel_size, bias=True):
    return nn.Conv2d(in_channels, out_channels, kernel_size, padding=(kernel_size//2), bias=bias)


class MeanShift(nn.Conv2d):
    def __init__(self, rgb_range, rgb_mean=(0.4488, 0.4371, 0.4040), rgb_std=(1.0, 1.0, 1.0), sign=-1):
        super(MeanShift, self).__init__(3, 3, kernel_size=1)
        std = torch.Tensor(rgb_std)
        self.weight.data = torch.eye(3).view(3, 3, 1, 1) / std.view(3, 1, 1, 1)
        self.bias.data = sign * rgb_range * torch.Tensor(rgb_mean) / std
        for p in self.parameters():
            p.requires_grad = False


class ResBlock(nn.Module):
    def __init__(self, conv, n_feats, kernel_size, bias=True, bn=False, act=nn.ReLU(True), res_scale=1):
        super(ResBlock, self).__init__()
        m = []
        for i in range(2):
            m.append(conv(n_feats, n_feats, kernel_size, bias=bias))
            if bn:
                m.append(nn.BatchNorm2d(n_feats))
            if i == 0:
                m.append(act)
        self.body = nn.Sequential(*m)
        self.res_scale = res_scale

    def forward(self, x):
        res = self.body(x).mul(self.res_scale)
        res += x
        return res


class Upsampler(nn.Sequential):
    def __init__(self, conv, scale, n_feats, bn=False, act=False, bias=True):
        m = []
        if (scale & (scale - 1)) == 0:    # Is scale = 2^n?
            for _ in range(int(math.log(scale, 2))):
                m.append(conv(n_feats, 4 * n_feats, 3, bias))
                m.append(nn.PixelShuffle(2))
                if bn:
                    m.append(nn.BatchNorm2d(n_feats))
                if act == 'relu':
                    m.append(nn.ReLU(True))
        elif scale == 3:
            m.append(conv(n_feats, 9 * n_feats, 3, bias))
            m.append(nn.PixelShuffle(3))
        else:
            raise NotImplementedError
        super(Upsampler, self).__init__(*m)


def make_model(args, parent=False):
    return EDSR(args)


class EDSR(nn.Module):
    def __init__(self, opt=args, conv=default_conv):
        super(EDSR, self).__init__()
        n_resblocks = opt.n_resblocks
        n_feats = opt.n_feats
        kernel_size = opt.kernel
        scale = opt.scale[0]
        act = nn.ReLU(True) if opt.act == 'relu' else nn.PReLU()
        self.sub_mean = MeanShift(opt.rgb_range)
        self.add_mean = MeanShift(opt.rgb_range, sign=1)
        if 'dilation' in opt and opt.dilation:
            raise NotImplementedError('dilated EDSR')
        m_head = [conv(opt.n_colors, n_feats, kernel_size)]
        m_body = [
            ResBlock(conv, n_feats, kernel_size, act=act, res_scale=opt.res_scale) for _ in range(n_resblocks)
        ]
        m_body.append(conv(n_feats, n_feats, kernel_size))
        m_tail = [Upsampler(conv, scale, n_feats, act=False),
                  conv(n_feats, opt.n_colors, kernel_size, bias=opt.tail_bias)]
        self.head = nn.Sequential(*m_head)
        self.body = nn.Sequential(*m_body)
        self.tail = nn.Sequential(*m_tail)

    def forward(self, x):
        x = self.sub_mean(x)
        x = self.head(x)
        res = self.body(x)
        res += x
        x = self.tail(res)
        x = self.add_mean(x)
        return x

    def load_state_dict(self, state_dict, strict=True):
        own_state = self.state_dict()
        for name, param in state_dict.items():
            if name in own_state:
                if isinstance(param, nn.Parameter):
                    param = param.data
                own_state[name].copy_(param)
