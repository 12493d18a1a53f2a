package main

import (
	"maps"
	"testing"
)

func TestNothingIsLoggedThatNobodyReads(t *testing.T) {
	t.Parallel()
	off := map[string]string{"TF_LOG_SDK": "off", "TF_LOG_PROVIDER_HOODY": "off"}
	for _, c := range []struct {
		environment []string
		want        map[string]string
	}{
		{nil, off},
		{[]string{"HOME=/root", "TF_VAR_TF_LOG=1", "TF_LOG="}, off},
		{[]string{"TF_LOG=TRACE"}, nil},
		{[]string{"HOME=/root", "TF_LOG_PROVIDER=DEBUG"}, nil},
		{[]string{"TF_LOG_PROVIDER_HOODY=DEBUG"}, nil},
		{[]string{"TF_LOG_SDK_PROTO_DATA_DIR=/tmp"}, nil},
	} {
		if got := quiet(c.environment); !maps.Equal(got, c.want) {
			t.Errorf("%q: sets %v, want %v", c.environment, got, c.want)
		}
	}
}
