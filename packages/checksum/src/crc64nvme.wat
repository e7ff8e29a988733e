;; CRC64NVME (reflected, polynomial 0xad93d23594c93659) of a message of any length, 16 bytes at a time and without a table.
;;
;; Method: "Chorba" (S. Russell, arXiv 2412.16398). Modulo the polynomial
;;
;;     x^(8*144025) + x^(8*64397) + x^(8*41865) + x^(8*26687) + 1  =  0
;;
;; so a byte may be taken away when it is added (XOR) to the bytes 79628, 102160, 117338 and 144025 places after it. All but
;; the last 144025 bytes of a message are folded away like that; only those are looked up in a table.
;;
;; Memory, in bytes:
;;        0   table: 8 rows of 256 words of 64 bits, for slicing by 8
;;    16384   history: the last 144064 folded bytes (144025, rounded up to 64)
;;   160448   input: what is hashed next, up to 524288 bytes
(module
  (memory (export "memory") 11)

  (func $row (param $row i32) (param $byte i64) (result i64)
    (i64.load (i32.add
      (i32.shl (i32.and (i32.wrap_i64 (local.get $byte)) (i32.const 255)) (i32.const 3))
      (local.get $row))))

  (func $store (param $row i32) (param $byte i32) (param $crc i64)
    (i64.store (i32.add (i32.shl (local.get $byte) (i32.const 3)) (local.get $row)) (local.get $crc)))

  (func $build_table
    (local $byte i32) (local $bit i32) (local $row i32) (local $crc i64)
    (loop $bytes
      (local.set $crc (i64.extend_i32_u (local.get $byte)))
      (local.set $bit (i32.const 8))
      (loop $bits
        (local.set $crc (i64.xor
          (i64.shr_u (local.get $crc) (i64.const 1))
          (i64.mul (i64.and (local.get $crc) (i64.const 1)) (i64.const 0x9a6c9329ac4bc9b5))))
        (br_if $bits (local.tee $bit (i32.sub (local.get $bit) (i32.const 1)))))
      (call $store (i32.const 0) (local.get $byte) (local.get $crc))
      (br_if $bytes (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (i32.const 256))))
    ;; Row n: the byte, with n bytes of zeros after it.
    (local.set $row (i32.const 2048))
    (loop $rows
      (local.set $byte (i32.const 0))
      (loop $bytes
        (local.set $crc (call $row
          (i32.sub (local.get $row) (i32.const 2048)) (i64.extend_i32_u (local.get $byte))))
        (call $store (local.get $row) (local.get $byte) (i64.xor
          (i64.shr_u (local.get $crc) (i64.const 8))
          (call $row (i32.const 0) (local.get $crc))))
        (br_if $bytes (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (i32.const 256))))
      (br_if $rows (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 2048))) (i32.const 16384)))))
  (start $build_table)

  ;; The checksum `crc`, not inverted, continued over the bytes from `at` up to `end`.
  (func $look_up (export "lookUp") (param $crc i64) (param $at i32) (param $end i32) (result i64)
    (block $short
      (br_if $short (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 8)))
      (loop $words
        (local.set $crc (i64.xor (local.get $crc) (i64.load (local.get $at))))
        (local.set $crc (i64.xor
          (i64.xor
            (i64.xor
              (call $row (i32.const 14336) (local.get $crc))
              (call $row (i32.const 12288) (i64.shr_u (local.get $crc) (i64.const 8))))
            (i64.xor
              (call $row (i32.const 10240) (i64.shr_u (local.get $crc) (i64.const 16)))
              (call $row (i32.const 8192) (i64.shr_u (local.get $crc) (i64.const 24)))))
          (i64.xor
            (i64.xor
              (call $row (i32.const 6144) (i64.shr_u (local.get $crc) (i64.const 32)))
              (call $row (i32.const 4096) (i64.shr_u (local.get $crc) (i64.const 40))))
            (i64.xor
              (call $row (i32.const 2048) (i64.shr_u (local.get $crc) (i64.const 48)))
              (call $row (i32.const 0) (i64.shr_u (local.get $crc) (i64.const 56)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br_if $words (i32.ge_u (i32.sub (local.get $end) (local.get $at)) (i32.const 8)))))
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $crc (i64.xor
          (i64.shr_u (local.get $crc) (i64.const 8))
          (call $row (i32.const 0) (i64.xor (local.get $crc) (i64.load8_u (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (local.get $crc))

  ;; Begins a message whose first 8 bytes or more are in the input: no history, and the checksum's initial inversion.
  (func (export "begin")
    (memory.fill (i32.const 16384) (i32.const 0) (i32.const 144064))
    (i64.store (i32.const 160448) (i64.xor (i64.load (i32.const 160448)) (i64.const -1))))

  ;; Adds to the 16 bytes at `at` those that are folded onto them.
  (func $fold_16 (param $at i32)
    (v128.store (local.get $at) (v128.xor
      (v128.xor
        (v128.xor
          (v128.load (local.get $at))
          (v128.load (i32.sub (local.get $at) (i32.const 79628))))
        (v128.xor
          (v128.load (i32.sub (local.get $at) (i32.const 102160)))
          (v128.load (i32.sub (local.get $at) (i32.const 117338)))))
      (v128.load (i32.sub (local.get $at) (i32.const 144025))))))

  ;; Folds `length` bytes of the input into the history. It works in steps of 64 bytes and may write up to 63 bytes behind
  ;; them, which nothing reads.
  (func (export "fold") (param $length i32)
    (local $at i32) (local $end i32)
    (local.set $at (i32.const 160448))
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (call $fold_16 (local.get $at))
        (call $fold_16 (i32.add (local.get $at) (i32.const 16)))
        (call $fold_16 (i32.add (local.get $at) (i32.const 32)))
        (call $fold_16 (i32.add (local.get $at) (i32.const 48)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $blocks)))
    (memory.copy
      (i32.const 16384) (i32.add (i32.const 16384) (local.get $length)) (i32.const 144064)))

  ;; Takes back from the last 144025 bytes what they folded onto each other `distance` bytes further on.
  (func $unfold (param $distance i32)
    (local $at i32)
    (local.set $at (i32.add (i32.const 16423) (local.get $distance)))
    (loop $bytes
      (i32.store8 (local.get $at) (i32.xor
        (i32.load8_u (local.get $at))
        (i32.load8_u (i32.sub (local.get $at) (local.get $distance)))))
      (br_if $bytes
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const 160448)))))

  ;; The checksum, not inverted, of all that was folded. Each `$unfold` reads only the first 64397 of the bytes, and writes
  ;; only behind the first 79628 of them.
  (func (export "finish") (result i64)
    (call $unfold (i32.const 79628))
    (call $unfold (i32.const 102160))
    (call $unfold (i32.const 117338))
    (call $look_up (i64.const 0) (i32.const 16423) (i32.const 160448)))
)
