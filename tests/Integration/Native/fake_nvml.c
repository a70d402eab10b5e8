/*
 * A stand-in for NVIDIA's libnvidia-ml.so.1: made-up GPUs that draw what a script says. C99, no headers of NVIDIA.
 *
 * The script is the environment variable FAKE_NVML_SCRIPT, or what fake_nvml_script() was given; read when the driver is initialised for the first time, or again
 * after it was shut down. Its words are separated by ';':
 *
 *   constant:W | square:LOW:HIGH:PERIODms | ramp:FROM:TO:DURATIONms     power of GPU 0; GPU i draws 100 W more each. A square wave starts each period of the monotonic
 *                                                                        clock with LOW; a ramp starts with the driver and stays at TO
 *   devices:N         GPUs (1 unless told)               no_devices       none
 *   not_loaded        nvmlInit returns 9                  not_supported    every reading returns 3, as on a Jetson
 *   no_permission     energy and power return 4           slow:MSms        each reading of energy or power takes that long
 *   step:MSms         the clock stands still but for each reading of energy or power, which moves it on by that much
 *   gpu_lost:N        energy and power return 15 after N readings of them; reset_required:N 16, unknown:N 999
 *   hiccup:N          every Nth reading of energy or power returns 27 (not ready)
 *   no_energy  no_instant  no_usage  no_average           that one returns 3
 *   module_scope      only the module's power can be read, 150 W above the GPU's
 *   mig               MIG is on                           processes:N      N processes compute
 *   name:TEXT  arch:N  pciid:HEX                          of all GPUs
 *
 * The counter advances in steps, at each multiple of 100 ms of the monotonic clock, to the exact integral of the power at that moment.
 * Compiled with -DMINIMAL it exports only the four oldest functions that give a power.
 * FAKE_NVML_LOG names a file that gets a line when the library is loaded and when it is initialised.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <time.h>

enum { SUCCESS = 0, UNINITIALIZED = 1, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NO_PERMISSION = 4, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, DRIVER_NOT_LOADED = 9 };
enum { GPU_IS_LOST = 15, RESET_REQUIRED = 16, ARGUMENT_VERSION_MISMATCH = 25, NOT_READY = 27, UNKNOWN_ERROR = 999 };
enum { MAX_DEVICES = 8, POWER_AVERAGE = 185, POWER_INSTANT = 186, SCOPE_GPU = 0, SCOPE_MODULE = 1 };

static char script[1024];
static int script_is_set;
static int references;
static long long readings;
static double started_s;

static struct {
    char shape;
    double a, b, length_s, slow_s, step_s;
    int devices, not_loaded, not_supported, no_permission, no_energy, no_instant, no_usage, no_average, module_scope, mig, processes, arch;
    long long fail_after, hiccup;
    int failure;
    unsigned pciid;
    char name[96];
} fake;

typedef struct { int index; } device_t;
static device_t devices[MAX_DEVICES];

static void note(const char *what)
{
    const char *path = getenv("FAKE_NVML_LOG");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (file) {
        fprintf(file, "%s\n", what);
        fclose(file);
    }
}

__attribute__((constructor)) static void loaded(void) { note("load"); }

static double now_s(void)
{
    struct timespec t;
    if (fake.step_s > 0) return (double)readings * fake.step_s;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Watts of GPU 0 at a moment. */
static double power_w(double t)
{
    double part;
    switch (fake.shape) {
    case 's':
        return fmod(t, fake.length_s) < fake.length_s / 2 ? fake.a : fake.b;
    case 'r':
        part = (t - started_s) / fake.length_s;
        return part <= 0 ? fake.a : part >= 1 ? fake.b : fake.a + (fake.b - fake.a) * part;
    default:
        return fake.a;
    }
}

static void set_failure(const char *value, int code)
{
    fake.fail_after = atoll(value);
    fake.failure = code;
}

static void set_shape(char shape, const char *value, int numbers)
{
    double read[3] = { 0, 0, 1000 };
    for (int i = 0; i < numbers; i++) {
        char *end;
        read[i] = strtod(value, &end);
        value = strchr(end, ':') ? strchr(end, ':') + 1 : end;
    }
    fake.shape = shape;
    fake.a = read[0];
    fake.b = read[1];
    fake.length_s = read[2] / 1000;
}

static void set(const char *word, const char *value)
{
    if (!strcmp(word, "constant")) set_shape('c', value, 1);
    else if (!strcmp(word, "square")) set_shape('s', value, 3);
    else if (!strcmp(word, "ramp")) set_shape('r', value, 3);
    else if (!strcmp(word, "devices")) fake.devices = atoi(value) < MAX_DEVICES ? atoi(value) : MAX_DEVICES;
    else if (!strcmp(word, "no_devices")) fake.devices = 0;
    else if (!strcmp(word, "not_loaded")) fake.not_loaded = 1;
    else if (!strcmp(word, "not_supported")) fake.not_supported = 1;
    else if (!strcmp(word, "no_permission")) fake.no_permission = 1;
    else if (!strcmp(word, "slow")) fake.slow_s = atof(value) / 1000;
    else if (!strcmp(word, "step")) fake.step_s = atof(value) / 1000;
    else if (!strcmp(word, "gpu_lost")) set_failure(value, GPU_IS_LOST);
    else if (!strcmp(word, "reset_required")) set_failure(value, RESET_REQUIRED);
    else if (!strcmp(word, "unknown")) set_failure(value, UNKNOWN_ERROR);
    else if (!strcmp(word, "hiccup")) fake.hiccup = atoll(value);
    else if (!strcmp(word, "no_energy")) fake.no_energy = 1;
    else if (!strcmp(word, "no_instant")) fake.no_instant = 1;
    else if (!strcmp(word, "no_usage")) fake.no_usage = 1;
    else if (!strcmp(word, "no_average")) fake.no_average = 1;
    else if (!strcmp(word, "module_scope")) fake.module_scope = fake.no_energy = fake.no_usage = 1;
    else if (!strcmp(word, "mig")) fake.mig = 1;
    else if (!strcmp(word, "processes")) fake.processes = atoi(value);
    else if (!strcmp(word, "arch")) fake.arch = atoi(value);
    else if (!strcmp(word, "pciid")) fake.pciid = (unsigned)strtoul(value, NULL, 16);
    else if (!strcmp(word, "name")) snprintf(fake.name, sizeof fake.name, "%s", value);
    else fprintf(stderr, "fake_nvml: unknown word '%s'\n", word);
}

static void read_script(void)
{
    char copy[sizeof script];
    char *rest = copy, *word;
    const char *environment = getenv("FAKE_NVML_SCRIPT");
    snprintf(copy, sizeof copy, "%s", script_is_set ? script : environment ? environment : "constant:50");
    memset(&fake, 0, sizeof fake);
    fake.devices = 1;
    fake.arch = 7;
    fake.pciid = 0x25b6;
    fake.fail_after = -1;
    snprintf(fake.name, sizeof fake.name, "Fake A2");
    set_shape('c', "50", 1);
    while ((word = strtok_r(rest, ";", &rest))) {
        char *value = strchr(word, ':');
        if (value) *value++ = 0;
        set(word, value ? value : "");
    }
}

static int init(void)
{
    note("init");
    if (references == 0) {
        read_script();
        readings = 0;
        started_s = now_s();
        for (int i = 0; i < MAX_DEVICES; i++) devices[i].index = i;
    }
    if (fake.not_loaded) return DRIVER_NOT_LOADED;
    references++;
    return SUCCESS;
}

static int get_count(unsigned *count)
{
    if (references == 0) return UNINITIALIZED;
    *count = (unsigned)fake.devices;
    return SUCCESS;
}

static int get_handle(unsigned index, device_t **device)
{
    if (references == 0) return UNINITIALIZED;
    if (index >= (unsigned)fake.devices) return INVALID_ARGUMENT;
    *device = &devices[index];
    return SUCCESS;
}

/* What stands in the way of a reading of energy or power. */
static int reading(void)
{
    if (references == 0) return UNINITIALIZED;
    if (fake.slow_s > 0) {
        struct timespec t = { (time_t)fake.slow_s, (long)((fake.slow_s - floor(fake.slow_s)) * 1e9) };
        nanosleep(&t, NULL);
    }
    if (fake.not_supported) return NOT_SUPPORTED;
    if (fake.no_permission) return NO_PERMISSION;
    readings++;
    if (fake.fail_after >= 0 && readings > fake.fail_after) return fake.failure;
    return fake.hiccup > 0 && readings % fake.hiccup == 0 ? NOT_READY : SUCCESS;
}

static int power_usage(device_t *device, unsigned *milliwatts)
{
    int code = reading();
    if (code == SUCCESS && fake.no_usage) code = NOT_SUPPORTED;
    if (code == SUCCESS) *milliwatts = (unsigned)lround((power_w(now_s()) + 100 * device->index) * 1000);
    return code;
}

/* For tests in the same process, whose own environment C does not see. */
void fake_nvml_script(const char *text)
{
    snprintf(script, sizeof script, "%s", text);
    script_is_set = 1;
}

int fake_nvml_references(void) { return references; }

#ifdef MINIMAL

int nvmlInit(void) { return init(); }
int nvmlDeviceGetCount(unsigned *count) { return get_count(count); }
int nvmlDeviceGetHandleByIndex(unsigned index, device_t **device) { return get_handle(index, device); }
int nvmlDeviceGetPowerUsage(device_t *device, unsigned *milliwatts) { return power_usage(device, milliwatts); }

#else

typedef struct { char busIdLegacy[16]; unsigned domain, bus, device, pciDeviceId, pciSubSystemId; char busId[32]; } pci_t;
typedef struct { unsigned version; unsigned long long total, reserved, free, used; } memory_v2_t;
typedef struct { unsigned gpu, memory; } utilization_t;
typedef struct { unsigned pid; unsigned long long usedGpuMemory; unsigned gpuInstanceId, computeInstanceId; } process_t;
typedef struct { unsigned fieldId, scopeId; long long timestamp, latencyUsec; int valueType, nvmlReturn; union { double d; unsigned ui; unsigned long long ull; } value; } field_t;

static const double tick_s = 0.1;

/* Joules of GPU 0 up to a moment: the closed integral of power_w. */
static double energy_j(double t)
{
    double whole, rest, half, run;
    switch (fake.shape) {
    case 's':
        half = fake.length_s / 2;
        whole = floor(t / fake.length_s);
        rest = t - whole * fake.length_s;
        return whole * half * (fake.a + fake.b) + (rest < half ? rest * fake.a : half * fake.a + (rest - half) * fake.b);
    case 'r':
        run = t - started_s;
        if (run <= 0) return fake.a * t;
        if (run >= fake.length_s) return fake.a * started_s + (fake.a + fake.b) / 2 * fake.length_s + fake.b * (run - fake.length_s);
        return fake.a * started_s + fake.a * run + (fake.b - fake.a) * run * run / (2 * fake.length_s);
    default:
        return fake.a * t;
    }
}

int nvmlInit_v2(void) { return init(); }

int nvmlShutdown(void)
{
    if (references == 0) return UNINITIALIZED;
    references--;
    return SUCCESS;
}

const char *nvmlErrorString(int code)
{
    switch (code) {
    case SUCCESS: return "Success";
    case UNINITIALIZED: return "Uninitialized";
    case NOT_SUPPORTED: return "Not Supported";
    case NO_PERMISSION: return "Insufficient Permissions";
    case DRIVER_NOT_LOADED: return "Driver Not Loaded";
    case GPU_IS_LOST: return "GPU is lost";
    case RESET_REQUIRED: return "GPU requires reset";
    default: return "Unknown Error";
    }
}

int nvmlDeviceGetCount_v2(unsigned *count) { return get_count(count); }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, device_t **device) { return get_handle(index, device); }

int nvmlDeviceGetName(device_t *device, char *name, unsigned length)
{
    (void)device;
    snprintf(name, length, "%s", fake.name);
    return SUCCESS;
}

/* GPU 0 is 00000000-..., GPU 1 11111111-... */
int nvmlDeviceGetUUID(device_t *device, char *uuid, unsigned length)
{
    snprintf(uuid, length, "GPU-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
    for (char *c = uuid; *c; c++) if (*c == 'x') *c = (char)('0' + device->index);
    return SUCCESS;
}

int nvmlDeviceGetPciInfo_v3(device_t *device, pci_t *pci)
{
    memset(pci, 0, sizeof *pci);
    pci->bus = 0x3bu + 0x10u * (unsigned)device->index;
    pci->pciDeviceId = fake.pciid << 16 | 0x10deu;
    snprintf(pci->busIdLegacy, sizeof pci->busIdLegacy, "0000:%02X:00.0", pci->bus);
    snprintf(pci->busId, sizeof pci->busId, "00000000:%02X:00.0", pci->bus);
    return SUCCESS;
}

int nvmlDeviceGetArchitecture(device_t *device, unsigned *architecture)
{
    (void)device;
    *architecture = (unsigned)fake.arch;
    return SUCCESS;
}

int nvmlDeviceGetTotalEnergyConsumption(device_t *device, unsigned long long *millijoules)
{
    int code = reading();
    if (code == SUCCESS && fake.no_energy) code = NOT_SUPPORTED;
    if (code == SUCCESS) {
        double t = floor(now_s() / tick_s + 1e-9) * tick_s;
        *millijoules = (unsigned long long)((energy_j(t) + 100 * device->index * t) * 1000);
    }
    return code;
}

int nvmlDeviceGetPowerUsage(device_t *device, unsigned *milliwatts) { return power_usage(device, milliwatts); }

int nvmlDeviceGetFieldValues(device_t *device, int count, field_t *values)
{
    for (int i = 0; i < count; i++) {
        field_t *field = &values[i];
        int is_known = (field->fieldId == POWER_INSTANT && !fake.no_instant) || (field->fieldId == POWER_AVERAGE && !fake.no_average);
        int is_scope = fake.module_scope ? field->scopeId == SCOPE_MODULE : field->scopeId == SCOPE_GPU;
        int code = reading();
        if (code == UNINITIALIZED) return code;
        field->nvmlReturn = code != SUCCESS ? code : is_known && is_scope ? SUCCESS : NOT_SUPPORTED;
        field->valueType = 1;
        field->timestamp = (long long)(now_s() * 1e6);
        field->value.ui = (unsigned)lround((power_w(now_s()) + 100 * device->index + (fake.module_scope ? 150 : 0)) * 1000);
    }
    return SUCCESS;
}

static int gauge(unsigned value, unsigned *taken)
{
    if (references == 0) return UNINITIALIZED;
    if (fake.not_supported) return NOT_SUPPORTED;
    *taken = value;
    return SUCCESS;
}

int nvmlDeviceGetUtilizationRates(device_t *device, utilization_t *utilization) { (void)device; utilization->memory = 12; return gauge(87, &utilization->gpu); }
int nvmlDeviceGetTemperature(device_t *device, unsigned sensor, unsigned *celsius) { (void)device; return sensor == 0 ? gauge(63, celsius) : INVALID_ARGUMENT; }
int nvmlDeviceGetClockInfo(device_t *device, unsigned type, unsigned *megahertz) { (void)device; return gauge(type == 1 ? 1410 : type == 2 ? 6251 : 1, megahertz); }
int nvmlDeviceGetMaxClockInfo(device_t *device, unsigned type, unsigned *megahertz) { (void)device; return gauge(type == 1 ? 1770 : 1, megahertz); }
int nvmlDeviceGetPerformanceState(device_t *device, unsigned *state) { (void)device; return gauge(2, state); }
int nvmlDeviceGetCurrPcieLinkGeneration(device_t *device, unsigned *generation) { (void)device; return gauge(4, generation); }
int nvmlDeviceGetCurrPcieLinkWidth(device_t *device, unsigned *lanes) { (void)device; return gauge(8, lanes); }

int nvmlDeviceGetMemoryInfo_v2(device_t *device, memory_v2_t *memory)
{
    (void)device;
    if (fake.not_supported) return NOT_SUPPORTED;
    if (memory->version != 0x02000028u) return ARGUMENT_VERSION_MISMATCH;
    memory->total = 16ull << 30;
    memory->reserved = 256ull << 20;
    memory->used = 3ull << 30;
    memory->free = memory->total - memory->reserved - memory->used;
    return SUCCESS;
}

int nvmlDeviceGetCurrentClocksThrottleReasons(device_t *device, unsigned long long *reasons)
{
    (void)device;
    *reasons = 0x24;
    return fake.not_supported ? NOT_SUPPORTED : SUCCESS;
}

int nvmlDeviceGetMigMode(device_t *device, unsigned *current, unsigned *pending)
{
    (void)device;
    *current = *pending = (unsigned)fake.mig;
    return fake.arch == 7 || fake.arch >= 9 ? SUCCESS : NOT_SUPPORTED;
}

int nvmlDeviceGetComputeRunningProcesses_v3(device_t *device, unsigned *count, process_t *processes)
{
    unsigned room = *count;
    (void)device;
    *count = (unsigned)fake.processes;
    if (room < *count) return INSUFFICIENT_SIZE;
    for (unsigned i = 0; i < *count; i++) {
        processes[i].pid = 4000000000u + i;
        processes[i].usedGpuMemory = ~0ull;
    }
    return SUCCESS;
}

#endif
