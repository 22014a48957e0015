/* The functions that an MTS-ESP library exports, and what a test needs to play its master. */
#include <stdbool.h>

static double table[128], channels[16][128];
static bool filtered[128], filteredOn[16][128], multi[16], master;
static int clients;

void MTS_RegisterClient(void) { clients++; }
void MTS_DeregisterClient(void) { clients--; }
bool MTS_HasMaster(void) { return master; }
bool MTS_ShouldFilterNote(char note, signed char channel) { return filtered[(int)note]; }
bool MTS_ShouldFilterNoteMultiChannel(char note, signed char channel) { return filteredOn[channel & 15][(int)note]; }
bool MTS_UseMultiChannelTuning(signed char channel) { return channel >= 0 && multi[channel & 15]; }
const double *MTS_GetTuningTable(void) { return table; }
const double *MTS_GetMultiChannelTuningTable(signed char channel) { return channels[channel & 15]; }
const char *MTS_GetScaleName(void) { return "a test's scale"; }

int test_clients(void) { return clients; }
void test_master(int on) { master = on; }
void test_tune(int key, double hz) { table[key] = hz; }
void test_filter(int key, int on) { filtered[key] = on; }
void test_multi(int channel, int on, int key, double hz, int filter) {
  multi[channel] = on;
  channels[channel][key] = hz;
  filteredOn[channel][key] = filter;
}
