/* One direction of an LSTM on the CPU, forward and backward, for training (see lstm.py).
 *
 * nn.LSTM runs a dozen element-wise operations a step over the whole batch, each through memory. Here a tile of rows
 * goes through all steps before the next one starts, so that its state stays in the cache, and the gates are
 * computed in one pass. Gates are in PyTorch's order i, f, g, o; the products with the inputs are done outside,
 * where they are one large matrix product. */
#include <math.h>
#include <string.h>

/* OpenBLAS has these; its header is in a package of its own. */
enum { CblasRowMajor = 101, CblasNoTrans = 111, CblasTrans = 112 };
void cblas_sgemm(int order, int trans_a, int trans_b, int m, int n, int k, float alpha, const float *a, int lda,
                 const float *b, int ldb, float beta, float *c, int ldc);

#define TILE 64

/* Beyond 30 both are one to the last bit. An exponential that overflows is not a number under -ffast-math. */
static inline float bounded(float x) { return fminf(30.0f, fmaxf(-30.0f, x)); }
static inline float sigmoid(float x) { return 1.0f / (1.0f + expf(-bounded(x))); }
static inline float tanh_(float x) { return 2.0f / (1.0f + expf(-2.0f * bounded(x))) - 1.0f; }

/* gates [T, B, 4H]: in, inputs times weights plus biases; out, activated gates. cells [T, B, H], states [T, B, ld] out.
 * steps > 0 rounds each state to a multiple of 1 / steps; lstm_backward passes gradients straight through that. */
void lstm_forward(float *gates, const float *w, float *cells, float *states, int T, int B, int H, int ld, int reverse,
                  int steps) {
  for (int b0 = 0; b0 < B; b0 += TILE) {
    int m = B - b0 < TILE ? B - b0 : TILE;
    const float *h_before = 0, *c_before = 0;
    for (int s = 0; s < T; s++) {
      long row = (long)(reverse ? T - 1 - s : s) * B + b0;
      float *g = gates + row * 4 * H, *c = cells + row * H, *h = states + row * ld;
      if (h_before)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, 4 * H, H, 1.0f, h_before, ld, w, H, 1.0f, g, 4 * H);
      for (int r = 0; r < m; r++) {
        float *restrict gi = g + (long)r * 4 * H, *restrict gf = gi + H, *restrict gg = gf + H, *restrict go = gg + H;
        float *restrict cr = c + (long)r * H, *restrict hr = h + (long)r * ld;
        const float *restrict cb = c_before ? c_before + (long)r * H : 0;
        for (int j = 0; j < H; j++) gi[j] = sigmoid(gi[j]);
        for (int j = 0; j < H; j++) gf[j] = sigmoid(gf[j]);
        for (int j = 0; j < H; j++) gg[j] = tanh_(gg[j]);
        for (int j = 0; j < H; j++) go[j] = sigmoid(go[j]);
        if (cb)
          for (int j = 0; j < H; j++) cr[j] = gf[j] * cb[j] + gi[j] * gg[j];
        else
          for (int j = 0; j < H; j++) cr[j] = gi[j] * gg[j];
        for (int j = 0; j < H; j++) hr[j] = go[j] * tanh_(cr[j]);
        if (steps)
          for (int j = 0; j < H; j++) hr[j] = rintf(hr[j] * (float)steps) / (float)steps;
      }
      h_before = h;
      c_before = c;
    }
  }
}

/* gates: in, as lstm_forward left them; out, gradients before activation. d_states [T, B, ld]: gradient of the states. */
void lstm_backward(float *gates, const float *w, const float *cells, const float *d_states, int T, int B, int H, int ld,
                   int reverse) {
  float dh[TILE * 512], dc[TILE * 512];
  for (int b0 = 0; b0 < B; b0 += TILE) {
    int m = B - b0 < TILE ? B - b0 : TILE;
    memset(dc, 0, sizeof(float) * m * H);
    const float *after = 0;
    for (int s = T - 1; s >= 0; s--) {
      long t = reverse ? T - 1 - s : s, row = t * B + b0;
      float *g = gates + row * 4 * H;
      const float *c = cells + row * H;
      const float *c_before = s == 0 ? 0 : cells + (((reverse ? t + 1 : t - 1) * B) + b0) * H;
      for (int r = 0; r < m; r++) memcpy(dh + r * H, d_states + (row + r) * ld, sizeof(float) * H);
      if (after)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, H, 4 * H, 1.0f, after, 4 * H, w, H, 1.0f, dh, H);
      for (int r = 0; r < m; r++) {
        float *restrict gi = g + (long)r * 4 * H, *restrict gf = gi + H, *restrict gg = gf + H, *restrict go = gg + H;
        const float *restrict cr = c + (long)r * H;
        const float *restrict cb = c_before ? c_before + (long)r * H : 0;
        float *restrict dhr = dh + r * H, *restrict dcr = dc + r * H;
        for (int j = 0; j < H; j++) {
          float i = gi[j], f = gf[j], q = gg[j], o = go[j], tc = tanh_(cr[j]);
          float d = dcr[j] + dhr[j] * o * (1.0f - tc * tc);
          go[j] = dhr[j] * tc * o * (1.0f - o);
          gi[j] = d * q * i * (1.0f - i);
          gg[j] = d * i * (1.0f - q * q);
          gf[j] = cb ? d * cb[j] * f * (1.0f - f) : 0.0f;
          dcr[j] = d * f;
        }
      }
      after = g;
    }
  }
}
