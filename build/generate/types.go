package main

import (
	"encoding"
	"encoding/gob"
	"fmt"
	"net/http"
	"path"
	"reflect"
	"sort"
	"strings"
)

type Field struct {
	Go string `json:"go"`
	// Js is the json tag, or the Go name where there is none.
	Js   string `json:"js"`
	Type string `json:"type"`
	// Optional is set for pointers, interfaces and opaque types: they may be missing when read.
	Optional bool `json:"optional,omitempty"`
}

type Struct struct {
	Key    string  `json:"key"`
	Name   string  `json:"name"`
	Fields []Field `json:"fields"`
}

type typeTable struct {
	keys    map[reflect.Type]string
	taken   map[string]bool
	structs []Struct
}

// response stands for http.Response, whose TLS state alone would bring in all of crypto/x509.
type response struct {
	Status     string
	StatusCode int
	Header     http.Header
}

var (
	gobEncoder      = reflect.TypeFor[gob.GobEncoder]()
	binaryMarshaler = reflect.TypeFor[encoding.BinaryMarshaler]()
)

// code writes a type as gob sees it: b i u f c s y for the basic kinds and bytes, * for an interface, [T for a slice,
// #n;T for an array, {KV for a map, @key; for a struct, !how,type; for types that encode themselves.
func (t *typeTable) code(typ reflect.Type) string {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Interface {
		if how := encodesItself(typ); how != "" {
			return fmt.Sprintf("!%s,%s;", how, typ.String())
		}
	}
	switch typ.Kind() {
	case reflect.Bool:
		return "b"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "i"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return "u"
	case reflect.Float32, reflect.Float64:
		return "f"
	case reflect.Complex64, reflect.Complex128:
		return "c"
	case reflect.String:
		return "s"
	case reflect.Interface:
		return "*"
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.Uint8 {
			return "y"
		}
		return "[" + t.code(typ.Elem())
	case reflect.Array:
		return fmt.Sprintf("#%d;%s", typ.Len(), t.code(typ.Elem()))
	case reflect.Map:
		return "{" + t.code(typ.Key()) + t.code(typ.Elem())
	case reflect.Struct:
		return "@" + t.reference(typ) + ";"
	}
	panic("gob has no encoding for " + typ.String())
}

// encodesItself follows encoding/gob's validUserType: GobEncoder first, then BinaryMarshaler; text is not used.
func encodesItself(typ reflect.Type) string {
	pointer := reflect.PointerTo(typ)
	switch {
	case typ.Implements(gobEncoder) || pointer.Implements(gobEncoder):
		return "gob"
	case typ.Implements(binaryMarshaler) || pointer.Implements(binaryMarshaler):
		return "binary"
	}
	return ""
}

func (t *typeTable) reference(typ reflect.Type) string {
	if typ == reflect.TypeFor[http.Response]() {
		typ = reflect.TypeFor[response]()
	}
	if key, ok := t.keys[typ]; ok {
		return key
	}
	key := t.name(typ)
	t.keys[typ] = key
	fields := []Field{}
	seen := map[string]bool{}
	for i := range typ.NumField() {
		field := typ.Field(i)
		if !isSent(field) {
			continue
		}
		js := jsonName(field)
		if seen[js] {
			js = field.Name
		}
		seen[js] = true
		fields = append(fields, Field{field.Name, js, t.code(field.Type), isOptional(field.Type)})
	}
	t.structs = append(t.structs, Struct{key, typ.Name(), fields})
	return key
}

// name gives a struct a short unique key such as model.Post; the arguments of generic types are written with their last word.
func (t *typeTable) name(typ reflect.Type) string {
	name := typ.Name()
	if open := strings.IndexByte(name, '['); open > 0 {
		name = name[:open] + "Of" + path.Ext(strings.TrimRight(name, "]"))[1:]
	}
	if name == "" {
		name = fmt.Sprintf("Anonymous%d", len(t.keys))
	}
	key := path.Base(typ.PkgPath()) + "." + name
	if typ.PkgPath() == "main" {
		key = "http.Response"
	}
	if strings.HasPrefix(name, "Z_") {
		key = name
	}
	if t.taken[key] {
		panic("two structs named " + key)
	}
	t.taken[key] = true
	return key
}

func isSent(field reflect.StructField) bool {
	typ := field.Type
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	return field.IsExported() && typ.Kind() != reflect.Func && typ.Kind() != reflect.Chan
}

func isOptional(typ reflect.Type) bool {
	if typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Interface {
		return true
	}
	return encodesItself(typ) != ""
}

func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		return field.Name
	}
	return name
}

func (t *typeTable) finish() []Struct {
	sort.Slice(t.structs, func(i, j int) bool { return t.structs[i].Key < t.structs[j].Key })
	return t.structs
}
