package extract

// heldOffices leads from persons to their offices. Offices only come, so those that came
// since the last question are taken in with the next.
type heldOffices struct {
	upTo int
	by   map[int][]int
}

// officesOf are the indexes of the offices of a person that were found so far.
func (e *things) officesOf(person int) []int {
	h := &e.held
	if h.by == nil {
		h.by = map[int][]int{}
	}
	for ; h.upTo < len(e.offices); h.upTo++ {
		of := e.offices[h.upTo].person
		h.by[of] = append(h.by[of], h.upTo)
	}
	return h.by[person]
}
