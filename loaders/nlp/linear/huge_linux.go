package linear

import (
	"syscall"
	"unsafe"
)

// hugePage is how large the pages are that the kernel is asked for.
const hugePage = 2 << 20

// huge asks the kernel to keep a table that is about to be filled on huge pages:
// features lie scattered over it, and with small pages nearly each access would
// also wait for the address to be translated. It is a wish; nothing depends on it.
func huge[T any](table []T) {
	var one T
	size := uintptr(cap(table)) * unsafe.Sizeof(one)
	if size < 2*hugePage {
		return
	}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(table))), size)
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(table))) & (hugePage - 1)
	_ = syscall.Madvise(bytes[skip:skip+(size-skip)&^(hugePage-1)], syscall.MADV_HUGEPAGE)
}
