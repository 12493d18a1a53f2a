package redact_test

import (
	"fmt"

	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// A secret is hidden by its value, in any spelling.
func ExampleMask_Hide() {
	m := redact.Of("s3cr3t/one")
	fmt.Println(m.Hide("cannot use s3cr3t/one at /?key=s3cr3t%2Fone, Basic dTpzM2NyM3Qvb25l"))
	// Output: cannot use *** at /?key=***, Basic ***
}

// What is not known is hidden by what it looks like.
func ExampleMask_Hide_pattern() {
	var m redact.Mask
	fmt.Println(m.Hide("GET https://a.example/?sv=2022-11-02&sig=c2lnbmF0dXJl: 403"))
	// Output: GET https://a.example/?sv=2022-11-02&sig=***: 403
}

// Of a connection string the key is hidden, and not the name of the account.
func ExampleOf() {
	m := redact.Of("AccountName=photos;AccountKey=c2VjcmV0LWtleQ==")
	fmt.Println(m.Hide("photos: illegal base64 data in c2VjcmV0LWtleQ=="))
	// Output: photos: illegal base64 data in ***
}

func ExampleMask_JSON() {
	isSecret := func(name string) bool { return name == "key" }
	fmt.Println(redact.Of("s3cr3t").JSON([]byte(`{"account":"photos","key":"anything","error":"not s3cr3t"}`), isSecret))
	// Output: {"account":"photos","error":"not ***","key":"***"}
}

func ExampleLine() {
	fmt.Println(redact.Line("disk\nfull: /mnt/\u202egpj.exe", 80))
	// Output: disk full: /mnt/\u202egpj.exe
}
