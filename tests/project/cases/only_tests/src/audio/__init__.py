from audio.encoder import Encoder
