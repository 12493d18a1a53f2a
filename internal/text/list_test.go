package text

import "testing"

func TestLists(t *testing.T) {
	t.Parallel()
	testSpellings(t, Words, []spelling{
		{"", ""},
		{"aes128-ctr", "aes128-ctr"},
		{"aes128-ctr aes256-ctr", "aes128-ctr aes256-ctr"},
		{`A=1 "B=two words"`, `A=1 "B=two words"`},
	})
	testSpellings(t, List, []spelling{
		{"", ""},
		{"namenode-1:8020,namenode-2:8020", "namenode-1:8020,namenode-2:8020"},
		{`Cookie,"a=1, b=""2"""`, `Cookie,"a=1, b=""2"""`},
	})
	testSpellings(t, Pairs, []spelling{{"", ""}, {`Cookie,"a=1, b=2",X-A,1`, `Cookie,"a=1, b=2",X-A,1`}})
	testMistakes(t, Pairs, []mistake{{
		"Cookie,a=1,b", "The last name in the list has no value",
		`Write names and values by turns: "Cookie,session=1". A value with commas goes into quotes.`,
	}})
	testMistakes(t, Words, []mistake{
		{`A=1 "B=two words`, "The list has a quotation mark in the wrong place",
			`Put a text with spaces or quotation marks into quotes, and double those in it: "a ""b"" c".`},
		{"a\nb", "The list has a line break", "Write it in one line, with spaces between its texts."},
	})
	testMistakes(t, List, []mistake{
		{`Cookie,a="1"`, "The list has a quotation mark in the wrong place",
			`Put a text with commas or quotation marks into quotes, and double those in it: "a ""b"" c".`},
		{"a,b\r\n", "The list has a line break", "Write it in one line, with commas between its texts."},
	})
}
