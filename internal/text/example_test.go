package text_test

import (
	"fmt"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

func ExampleForm_Canonical() {
	bytes, _ := text.Size.Canonical("64Mi")
	_, err := text.Size.Canonical("64M")
	fmt.Println(bytes)
	fmt.Println(err)
	// Output:
	// 67108864
	// "64M" is not a size
	// Write "64Mi" for powers of 1024, or "64000000" for powers of 1000.
}

func ExampleForm_Same() {
	fmt.Println(text.Encoding.Same("Slash,Del", "32770"))
	// Output: true
}

func ExampleNearest() {
	fmt.Println(text.Nearest("privte", []string{"public", "private"}))
	// Output: private
}
