package sddl

import "testing"

func TestWhatCameGoesBack(t *testing.T) {
	came := []byte{1, 0, 4, 128}
	d, err := FromBinary(came)
	if err != nil {
		t.Fatal(err)
	}
	came[0] = 9
	back := d.Binary()
	if string(back) != "\x01\x00\x04\x80" {
		t.Errorf("%v came back, want what came", back)
	}
	back[1] = 9
	if string(d.Binary()) != "\x01\x00\x04\x80" {
		t.Error("what came back was not a copy")
	}
}
