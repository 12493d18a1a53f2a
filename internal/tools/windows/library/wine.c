/* What Go asks Windows for and Wine 8 does not have. Go loads this library when it
 * starts, for ProcessPrng. */
#include <windows.h>
#include <ntsecapi.h>
#include <string.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return RtlGenRandom(data, (ULONG)length);
}

/* Go removes a file by FileDispositionInformationEx, and in the older way where the
 * answer is that there is no such class. Wine answers that it is not implemented, and
 * Go gives up. So we give the answer that Go knows. */
enum { DISPOSITION_EX = 64 };
#define NOT_IMPLEMENTED ((LONG)0xC0000002)
#define NO_SUCH_CLASS ((LONG)0xC0000003)

typedef LONG(WINAPI *set_information)(HANDLE, void *, void *, ULONG, ULONG);

static set_information original;

static LONG WINAPI replacement(HANDLE file, void *status, void *data, ULONG length, ULONG class)
{
    return class == DISPOSITION_EX ? NO_SUCH_CLASS : original(file, status, data, length, class);
}

/* replace has NtSetInformationFile begin with a jump to ours, and keeps a copy of it:
 * in Wine it is 32 bytes that run anywhere. */
static BOOL replace(unsigned char *entry)
{
    unsigned char jump[12] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0}; /* mov rax, ours; jmp rax */
    set_information ours = replacement;
    DWORD before;

    memcpy(jump + 2, &ours, sizeof ours);
    original = (set_information)VirtualAlloc(NULL, 32, MEM_COMMIT, PAGE_EXECUTE_READWRITE);
    if (original == NULL || !VirtualProtect(entry, sizeof jump, PAGE_EXECUTE_READWRITE, &before))
        return FALSE;
    memcpy((void *)original, entry, 32);
    memcpy(entry, jump, sizeof jump);
    return VirtualProtect(entry, sizeof jump, before, &before);
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved)
{
    ULONG nothing = 0, status[4];
    set_information theirs = (set_information)GetProcAddress(GetModuleHandleA("ntdll.dll"), "NtSetInformationFile");

    if (reason != DLL_PROCESS_ATTACH || theirs(NULL, status, &nothing, sizeof nothing, DISPOSITION_EX) != NOT_IMPLEMENTED)
        return TRUE;
    return replace((unsigned char *)theirs);
}
