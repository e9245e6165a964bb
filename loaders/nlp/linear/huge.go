package linear

import "unsafe"

// hugePage is how large the pages are that the kernel is asked for.
const hugePage = 2 << 20

// Features lie scattered over their tables, and with small pages nearly each access
// would also wait for the address to be translated. So a table begins where a huge page
// does, and when it is filled the kernel is asked to make huge pages of it.

// zeros returns a table of n zeros that can be made huge.
func zeros[T any](n int) []T {
	var one T
	each := int(unsafe.Sizeof(one))
	if n*each < hugePage/2 {
		return make([]T, n)
	}
	pages := (n*each + hugePage - 1) / hugePage
	table := make([]T, (pages+1)*hugePage/each)
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(table))) & (hugePage - 1)
	return table[int(skip)/each:][: n : pages*hugePage/each]
}

// huge wishes for huge pages under a table that zeros made.
func huge[T any](table []T) {
	var one T
	if size := cap(table) * int(unsafe.Sizeof(one)); size >= hugePage && size%hugePage == 0 {
		wish(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(table))), size))
	}
}
