package linear

import "syscall"

// collapse asks the kernel to move what is there to huge pages at once (MADV_COLLAPSE,
// Linux 6.1); older ones may do so in minutes.
const collapse = 25

// wish asks the kernel to keep memory on huge pages. Nothing depends on it.
func wish(memory []byte) {
	_ = syscall.Madvise(memory, syscall.MADV_HUGEPAGE)
	_ = syscall.Madvise(memory, collapse)
}
