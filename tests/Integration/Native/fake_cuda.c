/*
 * A stand-in for NVIDIA's libcuda.so.1 that knows the GPUs of fake_nvml.c in the opposite order, as CUDA's own order may be. C99, no headers of NVIDIA.
 *
 * Words of FAKE_CUDA_SCRIPT, or of fake_cuda_script(), separated by ';':
 *   devices:N     GPUs (2 unless told)                 fail:CODE     cuInit returns it
 *   no_uuid       ids are unknown, PCI addresses not   visible:LIST  instead of the variable CUDA_VISIBLE_DEVICES
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUCCESS = 0, INVALID_VALUE = 1, NOT_FOUND = 500, MAX_DEVICES = 8 };

static char script[256];
static int script_is_set, count, order[MAX_DEVICES], no_uuid;

void fake_cuda_script(const char *text)
{
    snprintf(script, sizeof script, "%s", text);
    script_is_set = 1;
}

/* The GPU of fake_nvml.c that an entry stands for; -1 when it stands for none. */
static int gpu_of(const char *entry, int devices)
{
    char *end;
    long number = strtol(entry, &end, 10);
    if (!strncmp(entry, "GPU-", 4)) return entry[4] - '0';
    return end != entry && *end == 0 && number >= 0 && number < devices ? devices - 1 - (int)number : -1;
}

int cuInit(unsigned flags)
{
    char copy[sizeof script], *rest = copy, *word, list[256];
    const char *environment = getenv("FAKE_CUDA_SCRIPT"), *visible = getenv("CUDA_VISIBLE_DEVICES");
    int devices = 2, code = SUCCESS;
    (void)flags;
    no_uuid = 0;
    snprintf(copy, sizeof copy, "%s", script_is_set ? script : environment ? environment : "");
    while ((word = strtok_r(rest, ";", &rest))) {
        if (!strncmp(word, "devices:", 8)) devices = atoi(word + 8);
        else if (!strncmp(word, "fail:", 5)) code = atoi(word + 5);
        else if (!strncmp(word, "visible:", 8)) visible = word + 8;
        else if (!strcmp(word, "no_uuid")) no_uuid = 1;
    }
    for (count = 0; count < devices; count++) order[count] = devices - 1 - count;
    if (visible) {
        snprintf(list, sizeof list, "%s", visible);
        for (count = 0, rest = list; (word = strtok_r(rest, ",", &rest)) && gpu_of(word, devices) >= 0; count++) order[count] = gpu_of(word, devices);
    }
    return code;
}

int cuDeviceGetCount(int *taken) { *taken = count; return SUCCESS; }

int cuDeviceGet(int *device, int ordinal)
{
    *device = ordinal;
    return ordinal < count ? SUCCESS : INVALID_VALUE;
}

int cuDeviceGetUuid_v2(unsigned char *uuid, int device)
{
    memset(uuid, 0x11 * order[device], 16);
    return no_uuid ? NOT_FOUND : SUCCESS;
}

int cuDeviceGetPCIBusId(char *text, int length, int device)
{
    snprintf(text, (size_t)length, "0000:%02X:00.0", 0x3b + 0x10 * order[device]);
    return SUCCESS;
}

int cuGetErrorName(int code, const char **name)
{
    *name = code == 100 ? "CUDA_ERROR_NO_DEVICE" : "CUDA_ERROR_UNKNOWN";
    return SUCCESS;
}
