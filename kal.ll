target triple = "x86_64-unknown-linux-gnu"
@llvm.compiler.used = appending global [1 x ptr] [ptr @vm_log_f64x8], section "llvm.metadata"
define i32 @procedure(ptr %inputs, ptr %outputs, ptr %context) nounwind {
entry:
  store ptr %context, ptr %context, align 8
  %v1 = getelementptr inbounds i64, ptr %context, i64 1
  store ptr %context, ptr %v1, align 8
  %v2 = getelementptr inbounds i64, ptr %context, i64 6
  store i64 0, ptr %v2, align 8
  %v3 = getelementptr inbounds i64, ptr %context, i64 13
  store i64 0, ptr %v3, align 8
  %v4 = getelementptr inbounds i64, ptr %context, i64 14
  store i64 0, ptr %v4, align 8
  %v5 = getelementptr inbounds i64, ptr %context, i64 15
  store i64 0, ptr %v5, align 8
  %v6 = getelementptr inbounds i64, ptr %context, i64 16
  store i64 0, ptr %v6, align 8
  %v7 = load ptr, ptr %inputs, align 8
  %v8 = getelementptr inbounds i64, ptr %inputs, i64 1
  %v9 = load i64, ptr %v8, align 8
  %v10 = getelementptr inbounds i64, ptr %inputs, i64 2
  %v11 = load i64, ptr %v10, align 8
  %v12 = getelementptr inbounds i64, ptr %inputs, i64 3
  %v13 = load double, ptr %v12, align 8
  %v14 = getelementptr inbounds i64, ptr %inputs, i64 4
  %v15 = load ptr, ptr %v14, align 8
  %v16 = getelementptr inbounds i64, ptr %inputs, i64 5
  %v17 = load ptr, ptr %v16, align 8
  %v18 = getelementptr inbounds i64, ptr %inputs, i64 6
  %v19 = load i64, ptr %v18, align 8
  %v20 = getelementptr inbounds i64, ptr %inputs, i64 7
  %v21 = load ptr, ptr %v20, align 8
  %v22 = getelementptr inbounds i64, ptr %inputs, i64 8
  %v23 = load ptr, ptr %v22, align 8
  %v24 = getelementptr inbounds i64, ptr %inputs, i64 9
  %v25 = load ptr, ptr %v24, align 8
  %v26 = alloca [46 x i64], align 16
  call void @procedure_begin_tape(ptr %context, ptr %v26)
  %v27 = call i32 @procedure.body(ptr %outputs, ptr %context, ptr %v7, i64 %v9, i64 %v11, double %v13, ptr %v15, ptr %v17, i64 %v19, ptr %v21, ptr %v23, ptr %v25)
  %v30 = icmp eq i32 %v27, 0
  br i1 %v30, label %b28, label %b29
b29:
  call void @procedure_discard(ptr %context)
  call void @procedure_end_tape(ptr %context, ptr %v26)
  ret i32 %v27
b28:
  %v31 = getelementptr inbounds i64, ptr %outputs, i64 1
  %v32 = load ptr, ptr %v31, align 8
  %v33 = call i64 @procedure_take(ptr %context, ptr %v32)
  %v34 = getelementptr inbounds i64, ptr %outputs, i64 2
  store i64 %v33, ptr %v34, align 8
  %v35 = getelementptr inbounds i64, ptr %outputs, i64 4
  %v36 = load ptr, ptr %v35, align 8
  %v37 = call i64 @procedure_take(ptr %context, ptr %v36)
  %v38 = getelementptr inbounds i64, ptr %outputs, i64 5
  store i64 %v37, ptr %v38, align 8
  %v39 = getelementptr inbounds i64, ptr %outputs, i64 6
  %v40 = load ptr, ptr %v39, align 8
  %v41 = call i64 @procedure_take(ptr %context, ptr %v40)
  %v42 = getelementptr inbounds i64, ptr %outputs, i64 7
  store i64 %v41, ptr %v42, align 8
  %v43 = getelementptr inbounds i64, ptr %outputs, i64 8
  %v44 = load ptr, ptr %v43, align 8
  %v45 = call i64 @procedure_take(ptr %context, ptr %v44)
  %v46 = getelementptr inbounds i64, ptr %outputs, i64 9
  store i64 %v45, ptr %v46, align 8
  %v47 = getelementptr inbounds i64, ptr %outputs, i64 11
  %v48 = load ptr, ptr %v47, align 8
  %v49 = call i64 @procedure_take(ptr %context, ptr %v48)
  %v50 = getelementptr inbounds i64, ptr %outputs, i64 12
  store i64 %v49, ptr %v50, align 8
  call void @procedure_finish(ptr %context)
  call void @procedure_end_tape(ptr %context, ptr %v26)
  ret i32 %v27
}
define internal i32 @procedure.body(ptr noalias %outputs, ptr noalias %context, ptr noalias %in0, i64 %in1, i64 %in2, double %in3, ptr noalias %in4, ptr noalias %in5, i64 %in6, ptr noalias %in7, ptr noalias %in8, ptr noalias %in9) noinline #0 {
entry:
  %r0 = alloca ptr
  store ptr null, ptr %r0
  %r2 = alloca i64
  store i64 zeroinitializer, ptr %r2
  %r4 = alloca i64
  store i64 zeroinitializer, ptr %r4
  %r6 = alloca double
  store double zeroinitializer, ptr %r6
  %r8 = alloca ptr
  store ptr null, ptr %r8
  %r10 = alloca ptr
  store ptr null, ptr %r10
  %r12 = alloca i64
  store i64 zeroinitializer, ptr %r12
  %r14 = alloca ptr
  store ptr null, ptr %r14
  %r16 = alloca ptr
  store ptr null, ptr %r16
  %r18 = alloca ptr
  store ptr null, ptr %r18
  %tape.base = alloca ptr
  %tape.top = alloca ptr
  %tape.end = alloca ptr
  %r23 = alloca ptr
  store ptr null, ptr %r23
  %r25 = alloca ptr
  store ptr null, ptr %r25
  %r27 = alloca ptr
  store ptr null, ptr %r27
  %r29 = alloca ptr
  store ptr null, ptr %r29
  %r31 = alloca ptr
  store ptr null, ptr %r31
  %r33 = alloca ptr
  store ptr null, ptr %r33
  %r35 = alloca ptr
  store ptr null, ptr %r35
  %r37 = alloca i64
  store i64 zeroinitializer, ptr %r37
  %r39 = alloca i64
  store i64 zeroinitializer, ptr %r39
  %r41 = alloca ptr
  store ptr null, ptr %r41
  %r43 = alloca i64
  store i64 zeroinitializer, ptr %r43
  %r45 = alloca i64
  store i64 zeroinitializer, ptr %r45
  %r47 = alloca double
  store double zeroinitializer, ptr %r47
  %r49 = alloca ptr
  store ptr null, ptr %r49
  %r51 = alloca ptr
  store ptr null, ptr %r51
  %r53 = alloca i64
  store i64 zeroinitializer, ptr %r53
  %r55 = alloca i64
  store i64 zeroinitializer, ptr %r55
  %r57 = alloca double
  store double zeroinitializer, ptr %r57
  %r59 = alloca i64
  store i64 zeroinitializer, ptr %r59
  %r61 = alloca i64
  store i64 zeroinitializer, ptr %r61
  %r63 = alloca double
  store double zeroinitializer, ptr %r63
  %r65 = alloca double
  store double zeroinitializer, ptr %r65
  %r67 = alloca double
  store double zeroinitializer, ptr %r67
  %r69 = alloca ptr
  store ptr null, ptr %r69
  %r71 = alloca ptr
  store ptr null, ptr %r71
  %r73 = alloca ptr
  store ptr null, ptr %r73
  %r75 = alloca ptr
  store ptr null, ptr %r75
  %r77 = alloca ptr
  store ptr null, ptr %r77
  %r79 = alloca ptr
  store ptr null, ptr %r79
  %r81 = alloca ptr
  store ptr null, ptr %r81
  %r83 = alloca ptr
  store ptr null, ptr %r83
  %r85 = alloca ptr
  store ptr null, ptr %r85
  %r87 = alloca ptr
  store ptr null, ptr %r87
  %r89 = alloca ptr
  store ptr null, ptr %r89
  %r91 = alloca ptr
  store ptr null, ptr %r91
  %r93 = alloca ptr
  store ptr null, ptr %r93
  %r95 = alloca ptr
  store ptr null, ptr %r95
  %r97 = alloca i64
  store i64 zeroinitializer, ptr %r97
  %r99 = alloca ptr
  store ptr null, ptr %r99
  %r101 = alloca i64
  store i64 zeroinitializer, ptr %r101
  %r103 = alloca i64
  store i64 zeroinitializer, ptr %r103
  %r105 = alloca i64
  store i64 zeroinitializer, ptr %r105
  %r107 = alloca i64
  store i64 zeroinitializer, ptr %r107
  %r109 = alloca i64
  store i64 zeroinitializer, ptr %r109
  %r111 = alloca ptr
  store ptr null, ptr %r111
  %r113 = alloca double
  store double zeroinitializer, ptr %r113
  %r115 = alloca i64
  store i64 zeroinitializer, ptr %r115
  %r117 = alloca ptr
  store ptr null, ptr %r117
  %r119 = alloca i64
  store i64 zeroinitializer, ptr %r119
  %r121 = alloca ptr
  store ptr null, ptr %r121
  %r123 = alloca i64
  store i64 zeroinitializer, ptr %r123
  %r125 = alloca i64
  store i64 zeroinitializer, ptr %r125
  %r127 = alloca ptr
  store ptr null, ptr %r127
  %r129 = alloca ptr
  store ptr null, ptr %r129
  %r131 = alloca ptr
  store ptr null, ptr %r131
  %r133 = alloca ptr
  store ptr null, ptr %r133
  %r135 = alloca ptr
  store ptr null, ptr %r135
  %r137 = alloca ptr
  store ptr null, ptr %r137
  %r139 = alloca ptr
  store ptr null, ptr %r139
  %r141 = alloca ptr
  store ptr null, ptr %r141
  %r143 = alloca ptr
  store ptr null, ptr %r143
  %r145 = alloca ptr
  store ptr null, ptr %r145
  %r147 = alloca ptr
  store ptr null, ptr %r147
  %r149 = alloca ptr
  store ptr null, ptr %r149
  %r151 = alloca ptr
  store ptr null, ptr %r151
  %r153 = alloca ptr
  store ptr null, ptr %r153
  %r155 = alloca ptr
  store ptr null, ptr %r155
  %r157 = alloca ptr
  store ptr null, ptr %r157
  %r159 = alloca ptr
  store ptr null, ptr %r159
  %r161 = alloca ptr
  store ptr null, ptr %r161
  %r163 = alloca ptr
  store ptr null, ptr %r163
  %r165 = alloca ptr
  store ptr null, ptr %r165
  %r167 = alloca ptr
  store ptr null, ptr %r167
  %r169 = alloca i64
  store i64 zeroinitializer, ptr %r169
  %r171 = alloca double
  store double zeroinitializer, ptr %r171
  %r173 = alloca i64
  store i64 zeroinitializer, ptr %r173
  %r175 = alloca i64
  store i64 zeroinitializer, ptr %r175
  %r177 = alloca i64
  store i64 zeroinitializer, ptr %r177
  %r179 = alloca ptr
  store ptr null, ptr %r179
  %r181 = alloca [12 x i64], align 8
  %r182 = alloca i64
  store i64 zeroinitializer, ptr %r182
  %r184 = alloca ptr
  store ptr null, ptr %r184
  %r186 = alloca [12 x i64], align 8
  %r187 = alloca i64
  store i64 zeroinitializer, ptr %r187
  %r189 = alloca ptr
  store ptr null, ptr %r189
  %r191 = alloca i64
  store i64 zeroinitializer, ptr %r191
  %r193 = alloca i64
  store i64 zeroinitializer, ptr %r193
  %r195 = alloca ptr
  store ptr null, ptr %r195
  %r197 = alloca i64
  store i64 zeroinitializer, ptr %r197
  %r199 = alloca double
  store double zeroinitializer, ptr %r199
  %r201 = alloca i64
  store i64 zeroinitializer, ptr %r201
  %r203 = alloca ptr
  store ptr null, ptr %r203
  %r205 = alloca i64
  store i64 zeroinitializer, ptr %r205
  %r207 = alloca i64
  store i64 zeroinitializer, ptr %r207
  %r209 = alloca i64
  store i64 zeroinitializer, ptr %r209
  %r211 = alloca ptr
  store ptr null, ptr %r211
  %r213 = alloca [12 x i64], align 8
  %r214 = alloca i64
  store i64 zeroinitializer, ptr %r214
  %r216 = alloca i64
  store i64 zeroinitializer, ptr %r216
  %r218 = alloca ptr
  store ptr null, ptr %r218
  %r220 = alloca [12 x i64], align 8
  %r221 = alloca i64
  store i64 zeroinitializer, ptr %r221
  %r223 = alloca ptr
  store ptr null, ptr %r223
  %r225 = alloca i64
  store i64 zeroinitializer, ptr %r225
  %r227 = alloca i64
  store i64 zeroinitializer, ptr %r227
  %r229 = alloca ptr
  store ptr null, ptr %r229
  %r231 = alloca [12 x i64], align 8
  %r232 = alloca i64
  store i64 zeroinitializer, ptr %r232
  %r234 = alloca ptr
  store ptr null, ptr %r234
  %r236 = alloca i64
  store i64 zeroinitializer, ptr %r236
  %r238 = alloca i64
  store i64 zeroinitializer, ptr %r238
  %r240 = alloca ptr
  store ptr null, ptr %r240
  %r242 = alloca i64
  store i64 zeroinitializer, ptr %r242
  %r244 = alloca double
  store double zeroinitializer, ptr %r244
  %r246 = alloca i1
  store i1 zeroinitializer, ptr %r246
  %r248 = alloca i64
  store i64 zeroinitializer, ptr %r248
  %r250 = alloca double
  store double zeroinitializer, ptr %r250
  %r252 = alloca i1
  store i1 zeroinitializer, ptr %r252
  %r254 = alloca i64
  store i64 zeroinitializer, ptr %r254
  %r256 = alloca i1
  store i1 zeroinitializer, ptr %r256
  %r258 = alloca i64
  store i64 zeroinitializer, ptr %r258
  %r260 = alloca i64
  store i64 zeroinitializer, ptr %r260
  %r262 = alloca double
  store double zeroinitializer, ptr %r262
  %r264 = alloca i64
  store i64 zeroinitializer, ptr %r264
  %r266 = alloca double
  store double zeroinitializer, ptr %r266
  %r268 = alloca i64
  store i64 zeroinitializer, ptr %r268
  %r270 = alloca double
  store double zeroinitializer, ptr %r270
  %r272 = alloca i1
  store i1 zeroinitializer, ptr %r272
  %r274 = alloca i1
  store i1 zeroinitializer, ptr %r274
  %r276 = alloca i1
  store i1 zeroinitializer, ptr %r276
  %r278 = alloca i64
  store i64 zeroinitializer, ptr %r278
  %r280 = alloca i64
  store i64 zeroinitializer, ptr %r280
  %r282 = alloca i64
  store i64 zeroinitializer, ptr %r282
  %r284 = alloca i64
  store i64 zeroinitializer, ptr %r284
  %r286 = alloca i64
  store i64 zeroinitializer, ptr %r286
  %r288 = alloca ptr
  store ptr null, ptr %r288
  %r290 = alloca i64
  store i64 zeroinitializer, ptr %r290
  %r292 = alloca double
  store double zeroinitializer, ptr %r292
  %r294 = alloca i64
  store i64 zeroinitializer, ptr %r294
  %r296 = alloca i64
  store i64 zeroinitializer, ptr %r296
  %r298 = alloca i64
  store i64 zeroinitializer, ptr %r298
  %r300 = alloca i64
  store i64 zeroinitializer, ptr %r300
  %r302 = alloca ptr
  store ptr null, ptr %r302
  %r304 = alloca i64
  store i64 zeroinitializer, ptr %r304
  %r306 = alloca double
  store double zeroinitializer, ptr %r306
  %r308 = alloca double
  store double zeroinitializer, ptr %r308
  %r310 = alloca i64
  store i64 zeroinitializer, ptr %r310
  %r312 = alloca i64
  store i64 zeroinitializer, ptr %r312
  %r314 = alloca i64
  store i64 zeroinitializer, ptr %r314
  %r316 = alloca i64
  store i64 zeroinitializer, ptr %r316
  %r318 = alloca i64
  store i64 zeroinitializer, ptr %r318
  %r320 = alloca i64
  store i64 zeroinitializer, ptr %r320
  %r322 = alloca ptr
  store ptr null, ptr %r322
  %r324 = alloca i64
  store i64 zeroinitializer, ptr %r324
  %r326 = alloca i64
  store i64 zeroinitializer, ptr %r326
  %r328 = alloca i64
  store i64 zeroinitializer, ptr %r328
  %r330 = alloca i64
  store i64 zeroinitializer, ptr %r330
  %r332 = alloca ptr
  store ptr null, ptr %r332
  %r334 = alloca i64
  store i64 zeroinitializer, ptr %r334
  %patience = alloca i32
  store i32 1048576, ptr %patience
  %r338 = alloca i64
  store i64 zeroinitializer, ptr %r338
  %r340 = alloca i64
  store i64 zeroinitializer, ptr %r340
  %r342 = alloca i64
  store i64 zeroinitializer, ptr %r342
  %r344 = alloca i64
  store i64 zeroinitializer, ptr %r344
  %r346 = alloca i64
  store i64 zeroinitializer, ptr %r346
  %r348 = alloca ptr
  store ptr null, ptr %r348
  %r350 = alloca i64
  store i64 zeroinitializer, ptr %r350
  %r352 = alloca i64
  store i64 zeroinitializer, ptr %r352
  %r354 = alloca i64
  store i64 zeroinitializer, ptr %r354
  %r356 = alloca i64
  store i64 zeroinitializer, ptr %r356
  %r358 = alloca i64
  store i64 zeroinitializer, ptr %r358
  %r360 = alloca ptr
  store ptr null, ptr %r360
  %r362 = alloca i64
  store i64 zeroinitializer, ptr %r362
  %r364 = alloca ptr
  store ptr null, ptr %r364
  %r366 = alloca i64
  store i64 zeroinitializer, ptr %r366
  %r368 = alloca i64
  store i64 zeroinitializer, ptr %r368
  %r370 = alloca i64
  store i64 zeroinitializer, ptr %r370
  %r372 = alloca i64
  store i64 zeroinitializer, ptr %r372
  %r374 = alloca i64
  store i64 zeroinitializer, ptr %r374
  %r376 = alloca ptr
  store ptr null, ptr %r376
  %r378 = alloca [12 x i64], align 8
  %r379 = alloca i64
  store i64 zeroinitializer, ptr %r379
  %r381 = alloca ptr
  store ptr null, ptr %r381
  %r383 = alloca [12 x i64], align 8
  %r384 = alloca i64
  store i64 zeroinitializer, ptr %r384
  %r386 = alloca i64
  store i64 zeroinitializer, ptr %r386
  %r388 = alloca i64
  store i64 zeroinitializer, ptr %r388
  %r390 = alloca i64
  store i64 zeroinitializer, ptr %r390
  %r392 = alloca ptr
  store ptr null, ptr %r392
  %r394 = alloca i64
  store i64 zeroinitializer, ptr %r394
  %r396 = alloca ptr
  store ptr null, ptr %r396
  %r398 = alloca i64
  store i64 zeroinitializer, ptr %r398
  %r400 = alloca double
  store double zeroinitializer, ptr %r400
  %r402 = alloca i1
  store i1 zeroinitializer, ptr %r402
  %r404 = alloca i64
  store i64 zeroinitializer, ptr %r404
  %r406 = alloca double
  store double zeroinitializer, ptr %r406
  %r408 = alloca i1
  store i1 zeroinitializer, ptr %r408
  %r410 = alloca i64
  store i64 zeroinitializer, ptr %r410
  %r412 = alloca i1
  store i1 zeroinitializer, ptr %r412
  %r414 = alloca i64
  store i64 zeroinitializer, ptr %r414
  %r416 = alloca i64
  store i64 zeroinitializer, ptr %r416
  %r418 = alloca double
  store double zeroinitializer, ptr %r418
  %r420 = alloca i64
  store i64 zeroinitializer, ptr %r420
  %r422 = alloca double
  store double zeroinitializer, ptr %r422
  %r424 = alloca i64
  store i64 zeroinitializer, ptr %r424
  %r426 = alloca double
  store double zeroinitializer, ptr %r426
  %r428 = alloca i1
  store i1 zeroinitializer, ptr %r428
  %r430 = alloca i1
  store i1 zeroinitializer, ptr %r430
  %r432 = alloca i1
  store i1 zeroinitializer, ptr %r432
  %r434 = alloca i64
  store i64 zeroinitializer, ptr %r434
  %r436 = alloca i64
  store i64 zeroinitializer, ptr %r436
  %r438 = alloca i64
  store i64 zeroinitializer, ptr %r438
  %r440 = alloca i64
  store i64 zeroinitializer, ptr %r440
  %r442 = alloca i64
  store i64 zeroinitializer, ptr %r442
  %r444 = alloca ptr
  store ptr null, ptr %r444
  %r446 = alloca i64
  store i64 zeroinitializer, ptr %r446
  %r448 = alloca double
  store double zeroinitializer, ptr %r448
  %r450 = alloca i64
  store i64 zeroinitializer, ptr %r450
  %r452 = alloca i64
  store i64 zeroinitializer, ptr %r452
  %r454 = alloca i64
  store i64 zeroinitializer, ptr %r454
  %r456 = alloca i64
  store i64 zeroinitializer, ptr %r456
  %r458 = alloca ptr
  store ptr null, ptr %r458
  %r460 = alloca i64
  store i64 zeroinitializer, ptr %r460
  %r462 = alloca double
  store double zeroinitializer, ptr %r462
  %r464 = alloca double
  store double zeroinitializer, ptr %r464
  %r466 = alloca i64
  store i64 zeroinitializer, ptr %r466
  %r468 = alloca i64
  store i64 zeroinitializer, ptr %r468
  %r470 = alloca i64
  store i64 zeroinitializer, ptr %r470
  %r472 = alloca i64
  store i64 zeroinitializer, ptr %r472
  %r474 = alloca i64
  store i64 zeroinitializer, ptr %r474
  %r476 = alloca i64
  store i64 zeroinitializer, ptr %r476
  %r478 = alloca ptr
  store ptr null, ptr %r478
  %r480 = alloca i64
  store i64 zeroinitializer, ptr %r480
  %r482 = alloca i64
  store i64 zeroinitializer, ptr %r482
  %r484 = alloca i64
  store i64 zeroinitializer, ptr %r484
  %r486 = alloca i64
  store i64 zeroinitializer, ptr %r486
  %r488 = alloca ptr
  store ptr null, ptr %r488
  %r490 = alloca i64
  store i64 zeroinitializer, ptr %r490
  %r492 = alloca i64
  store i64 zeroinitializer, ptr %r492
  %r494 = alloca i64
  store i64 zeroinitializer, ptr %r494
  %r496 = alloca i64
  store i64 zeroinitializer, ptr %r496
  %r498 = alloca i64
  store i64 zeroinitializer, ptr %r498
  %r500 = alloca ptr
  store ptr null, ptr %r500
  %r502 = alloca i64
  store i64 zeroinitializer, ptr %r502
  %r504 = alloca i64
  store i64 zeroinitializer, ptr %r504
  %r506 = alloca i64
  store i64 zeroinitializer, ptr %r506
  %r508 = alloca i64
  store i64 zeroinitializer, ptr %r508
  %r510 = alloca i64
  store i64 zeroinitializer, ptr %r510
  %r512 = alloca ptr
  store ptr null, ptr %r512
  %r514 = alloca i64
  store i64 zeroinitializer, ptr %r514
  %r516 = alloca double
  store double zeroinitializer, ptr %r516
  %r518 = alloca i64
  store i64 zeroinitializer, ptr %r518
  %r520 = alloca i64
  store i64 zeroinitializer, ptr %r520
  %r522 = alloca ptr
  store ptr null, ptr %r522
  %r524 = alloca i64
  store i64 zeroinitializer, ptr %r524
  %r526 = alloca double
  store double zeroinitializer, ptr %r526
  %r528 = alloca i1
  store i1 zeroinitializer, ptr %r528
  %r530 = alloca i64
  store i64 zeroinitializer, ptr %r530
  %r532 = alloca double
  store double zeroinitializer, ptr %r532
  %r534 = alloca i1
  store i1 zeroinitializer, ptr %r534
  %r536 = alloca i64
  store i64 zeroinitializer, ptr %r536
  %r538 = alloca i1
  store i1 zeroinitializer, ptr %r538
  %r540 = alloca i64
  store i64 zeroinitializer, ptr %r540
  %r542 = alloca i64
  store i64 zeroinitializer, ptr %r542
  %r544 = alloca double
  store double zeroinitializer, ptr %r544
  %r546 = alloca i64
  store i64 zeroinitializer, ptr %r546
  %r548 = alloca double
  store double zeroinitializer, ptr %r548
  %r550 = alloca i64
  store i64 zeroinitializer, ptr %r550
  %r552 = alloca double
  store double zeroinitializer, ptr %r552
  %r554 = alloca i1
  store i1 zeroinitializer, ptr %r554
  %r556 = alloca i1
  store i1 zeroinitializer, ptr %r556
  %r558 = alloca i1
  store i1 zeroinitializer, ptr %r558
  %r560 = alloca i64
  store i64 zeroinitializer, ptr %r560
  %r562 = alloca i64
  store i64 zeroinitializer, ptr %r562
  %r564 = alloca i64
  store i64 zeroinitializer, ptr %r564
  %r566 = alloca i64
  store i64 zeroinitializer, ptr %r566
  %r568 = alloca i64
  store i64 zeroinitializer, ptr %r568
  %r570 = alloca ptr
  store ptr null, ptr %r570
  %r572 = alloca i64
  store i64 zeroinitializer, ptr %r572
  %r574 = alloca double
  store double zeroinitializer, ptr %r574
  %r576 = alloca i64
  store i64 zeroinitializer, ptr %r576
  %r578 = alloca i64
  store i64 zeroinitializer, ptr %r578
  %r580 = alloca i64
  store i64 zeroinitializer, ptr %r580
  %r582 = alloca i64
  store i64 zeroinitializer, ptr %r582
  %r584 = alloca ptr
  store ptr null, ptr %r584
  %r586 = alloca i64
  store i64 zeroinitializer, ptr %r586
  %r588 = alloca double
  store double zeroinitializer, ptr %r588
  %r590 = alloca double
  store double zeroinitializer, ptr %r590
  %r592 = alloca i64
  store i64 zeroinitializer, ptr %r592
  %r594 = alloca i64
  store i64 zeroinitializer, ptr %r594
  %r596 = alloca i64
  store i64 zeroinitializer, ptr %r596
  %r598 = alloca i64
  store i64 zeroinitializer, ptr %r598
  %r600 = alloca i64
  store i64 zeroinitializer, ptr %r600
  %r602 = alloca i64
  store i64 zeroinitializer, ptr %r602
  %r604 = alloca ptr
  store ptr null, ptr %r604
  %r606 = alloca i64
  store i64 zeroinitializer, ptr %r606
  %r608 = alloca i64
  store i64 zeroinitializer, ptr %r608
  %r610 = alloca i64
  store i64 zeroinitializer, ptr %r610
  %r612 = alloca i64
  store i64 zeroinitializer, ptr %r612
  %r614 = alloca ptr
  store ptr null, ptr %r614
  %r616 = alloca i64
  store i64 zeroinitializer, ptr %r616
  %r618 = alloca i1
  store i1 zeroinitializer, ptr %r618
  %r620 = alloca i1
  store i1 zeroinitializer, ptr %r620
  %r622 = alloca i64
  store i64 zeroinitializer, ptr %r622
  %r624 = alloca i64
  store i64 zeroinitializer, ptr %r624
  %r626 = alloca i64
  store i64 zeroinitializer, ptr %r626
  %r628 = alloca i64
  store i64 zeroinitializer, ptr %r628
  %r630 = alloca ptr
  store ptr null, ptr %r630
  %r632 = alloca i64
  store i64 zeroinitializer, ptr %r632
  %r634 = alloca i64
  store i64 zeroinitializer, ptr %r634
  %r636 = alloca i64
  store i64 zeroinitializer, ptr %r636
  %r638 = alloca double
  store double zeroinitializer, ptr %r638
  %r640 = alloca i64
  store i64 zeroinitializer, ptr %r640
  %r642 = alloca i64
  store i64 zeroinitializer, ptr %r642
  %r644 = alloca [8 x i8], align 64
  %r645 = alloca ptr
  store ptr null, ptr %r645
  %r647 = alloca double
  store double zeroinitializer, ptr %r647
  %r649 = alloca i64
  store i64 zeroinitializer, ptr %r649
  %r651 = alloca double
  store double zeroinitializer, ptr %r651
  %r653 = alloca double
  store double zeroinitializer, ptr %r653
  %r655 = alloca double
  store double zeroinitializer, ptr %r655
  %r657 = alloca double
  store double zeroinitializer, ptr %r657
  %r659 = alloca double
  store double zeroinitializer, ptr %r659
  %r661 = alloca double
  store double zeroinitializer, ptr %r661
  %r663 = alloca double
  store double zeroinitializer, ptr %r663
  %r665 = alloca double
  store double zeroinitializer, ptr %r665
  %r667 = alloca double
  store double zeroinitializer, ptr %r667
  %r669 = alloca double
  store double zeroinitializer, ptr %r669
  %r671 = alloca double
  store double zeroinitializer, ptr %r671
  %r673 = alloca double
  store double zeroinitializer, ptr %r673
  %r675 = alloca double
  store double zeroinitializer, ptr %r675
  %r677 = alloca double
  store double zeroinitializer, ptr %r677
  %r679 = alloca double
  store double zeroinitializer, ptr %r679
  %r681 = alloca double
  store double zeroinitializer, ptr %r681
  %r683 = alloca double
  store double zeroinitializer, ptr %r683
  %r685 = alloca double
  store double zeroinitializer, ptr %r685
  %r687 = alloca double
  store double zeroinitializer, ptr %r687
  %r689 = alloca double
  store double zeroinitializer, ptr %r689
  %r691 = alloca double
  store double zeroinitializer, ptr %r691
  %r693 = alloca double
  store double zeroinitializer, ptr %r693
  %r695 = alloca [8 x i8], align 64
  %r696 = alloca ptr
  store ptr null, ptr %r696
  %r698 = alloca double
  store double zeroinitializer, ptr %r698
  %r700 = alloca double
  store double zeroinitializer, ptr %r700
  %r702 = alloca double
  store double zeroinitializer, ptr %r702
  %r704 = alloca double
  store double zeroinitializer, ptr %r704
  %r706 = alloca i64
  store i64 zeroinitializer, ptr %r706
  %r708 = alloca ptr
  store ptr null, ptr %r708
  %r710 = alloca double
  store double zeroinitializer, ptr %r710
  %r712 = alloca double
  store double zeroinitializer, ptr %r712
  %r714 = alloca double
  store double zeroinitializer, ptr %r714
  %r716 = alloca double
  store double zeroinitializer, ptr %r716
  %r718 = alloca double
  store double zeroinitializer, ptr %r718
  %r720 = alloca double
  store double zeroinitializer, ptr %r720
  %r722 = alloca double
  store double zeroinitializer, ptr %r722
  %r724 = alloca double
  store double zeroinitializer, ptr %r724
  %r726 = alloca i64
  store i64 zeroinitializer, ptr %r726
  %r728 = alloca ptr
  store ptr null, ptr %r728
  %r730 = alloca i1
  store i1 zeroinitializer, ptr %r730
  %r732 = alloca double
  store double zeroinitializer, ptr %r732
  %r734 = alloca double
  store double zeroinitializer, ptr %r734
  %r736 = alloca i64
  store i64 zeroinitializer, ptr %r736
  %r738 = alloca i64
  store i64 zeroinitializer, ptr %r738
  %r740 = alloca double
  store double zeroinitializer, ptr %r740
  %r742 = alloca double
  store double zeroinitializer, ptr %r742
  %r744 = alloca double
  store double zeroinitializer, ptr %r744
  %r746 = alloca double
  store double zeroinitializer, ptr %r746
  %r748 = alloca double
  store double zeroinitializer, ptr %r748
  %r750 = alloca i64
  store i64 zeroinitializer, ptr %r750
  %r752 = alloca i64
  store i64 zeroinitializer, ptr %r752
  %r754 = alloca i64
  store i64 zeroinitializer, ptr %r754
  %r756 = alloca i64
  store i64 zeroinitializer, ptr %r756
  %r758 = alloca i1
  store i1 zeroinitializer, ptr %r758
  %r760 = alloca i64
  store i64 zeroinitializer, ptr %r760
  %r762 = alloca double
  store double zeroinitializer, ptr %r762
  %r764 = alloca i64
  store i64 zeroinitializer, ptr %r764
  %r766 = alloca double
  store double zeroinitializer, ptr %r766
  %r768 = alloca i64
  store i64 zeroinitializer, ptr %r768
  %r770 = alloca i64
  store i64 zeroinitializer, ptr %r770
  %r772 = alloca i64
  store i64 zeroinitializer, ptr %r772
  %r774 = alloca i64
  store i64 zeroinitializer, ptr %r774
  %r776 = alloca double
  store double zeroinitializer, ptr %r776
  %r778 = alloca double
  store double zeroinitializer, ptr %r778
  %r780 = alloca double
  store double zeroinitializer, ptr %r780
  %r782 = alloca double
  store double zeroinitializer, ptr %r782
  %r784 = alloca i64
  store i64 zeroinitializer, ptr %r784
  %r786 = alloca double
  store double zeroinitializer, ptr %r786
  %r788 = alloca i64
  store i64 zeroinitializer, ptr %r788
  %r790 = alloca double
  store double zeroinitializer, ptr %r790
  %r792 = alloca i64
  store i64 zeroinitializer, ptr %r792
  %r794 = alloca i64
  store i64 zeroinitializer, ptr %r794
  %r796 = alloca i64
  store i64 zeroinitializer, ptr %r796
  %r798 = alloca i64
  store i64 zeroinitializer, ptr %r798
  %r800 = alloca double
  store double zeroinitializer, ptr %r800
  %r802 = alloca double
  store double zeroinitializer, ptr %r802
  %r804 = alloca double
  store double zeroinitializer, ptr %r804
  %r806 = alloca double
  store double zeroinitializer, ptr %r806
  %r808 = alloca double
  store double zeroinitializer, ptr %r808
  %r810 = alloca i64
  store i64 zeroinitializer, ptr %r810
  %r812 = alloca i64
  store i64 zeroinitializer, ptr %r812
  %r814 = alloca double
  store double zeroinitializer, ptr %r814
  %r816 = alloca i64
  store i64 zeroinitializer, ptr %r816
  %r818 = alloca i64
  store i64 zeroinitializer, ptr %r818
  %r820 = alloca double
  store double zeroinitializer, ptr %r820
  %r822 = alloca double
  store double zeroinitializer, ptr %r822
  %r824 = alloca double
  store double zeroinitializer, ptr %r824
  %r826 = alloca double
  store double zeroinitializer, ptr %r826
  %r828 = alloca double
  store double zeroinitializer, ptr %r828
  %r830 = alloca i64
  store i64 zeroinitializer, ptr %r830
  %r832 = alloca double
  store double zeroinitializer, ptr %r832
  %r834 = alloca double
  store double zeroinitializer, ptr %r834
  %r836 = alloca i64
  store i64 zeroinitializer, ptr %r836
  %r838 = alloca double
  store double zeroinitializer, ptr %r838
  %r840 = alloca i64
  store i64 zeroinitializer, ptr %r840
  %r842 = alloca i64
  store i64 zeroinitializer, ptr %r842
  %r844 = alloca double
  store double zeroinitializer, ptr %r844
  %r846 = alloca i64
  store i64 zeroinitializer, ptr %r846
  %r848 = alloca i64
  store i64 zeroinitializer, ptr %r848
  %r850 = alloca i64
  store i64 zeroinitializer, ptr %r850
  %r852 = alloca double
  store double zeroinitializer, ptr %r852
  %r854 = alloca i64
  store i64 zeroinitializer, ptr %r854
  %r856 = alloca double
  store double zeroinitializer, ptr %r856
  %r858 = alloca double
  store double zeroinitializer, ptr %r858
  %r860 = alloca i64
  store i64 zeroinitializer, ptr %r860
  %r862 = alloca double
  store double zeroinitializer, ptr %r862
  %r864 = alloca i64
  store i64 zeroinitializer, ptr %r864
  %r866 = alloca i64
  store i64 zeroinitializer, ptr %r866
  %r868 = alloca double
  store double zeroinitializer, ptr %r868
  %r870 = alloca i64
  store i64 zeroinitializer, ptr %r870
  %r872 = alloca i64
  store i64 zeroinitializer, ptr %r872
  %r874 = alloca i64
  store i64 zeroinitializer, ptr %r874
  %r876 = alloca ptr
  store ptr null, ptr %r876
  %r878 = alloca double
  store double zeroinitializer, ptr %r878
  %r880 = alloca ptr
  store ptr null, ptr %r880
  %r882 = alloca ptr
  store ptr null, ptr %r882
  %r884 = alloca double
  store double zeroinitializer, ptr %r884
  %r886 = alloca double
  store double zeroinitializer, ptr %r886
  %r888 = alloca double
  store double zeroinitializer, ptr %r888
  %r890 = alloca double
  store double zeroinitializer, ptr %r890
  %r892 = alloca double
  store double zeroinitializer, ptr %r892
  %r894 = alloca double
  store double zeroinitializer, ptr %r894
  %r896 = alloca i64
  store i64 zeroinitializer, ptr %r896
  %r898 = alloca ptr
  store ptr null, ptr %r898
  %r900 = alloca double
  store double zeroinitializer, ptr %r900
  %r902 = alloca double
  store double zeroinitializer, ptr %r902
  %r904 = alloca double
  store double zeroinitializer, ptr %r904
  %r906 = alloca i64
  store i64 zeroinitializer, ptr %r906
  %r908 = alloca i64
  store i64 zeroinitializer, ptr %r908
  %r910 = alloca double
  store double zeroinitializer, ptr %r910
  %r912 = alloca double
  store double zeroinitializer, ptr %r912
  %r914 = alloca double
  store double zeroinitializer, ptr %r914
  %r916 = alloca double
  store double zeroinitializer, ptr %r916
  %r918 = alloca double
  store double zeroinitializer, ptr %r918
  %r920 = alloca double
  store double zeroinitializer, ptr %r920
  %r922 = alloca double
  store double zeroinitializer, ptr %r922
  %r924 = alloca i64
  store i64 zeroinitializer, ptr %r924
  %r926 = alloca i64
  store i64 zeroinitializer, ptr %r926
  %r928 = alloca double
  store double zeroinitializer, ptr %r928
  %r930 = alloca double
  store double zeroinitializer, ptr %r930
  %r932 = alloca double
  store double zeroinitializer, ptr %r932
  %r934 = alloca double
  store double zeroinitializer, ptr %r934
  %r936 = alloca i64
  store i64 zeroinitializer, ptr %r936
  %r938 = alloca i64
  store i64 zeroinitializer, ptr %r938
  %r940 = alloca i64
  store i64 zeroinitializer, ptr %r940
  %r942 = alloca i64
  store i64 zeroinitializer, ptr %r942
  %r944 = alloca i1
  store i1 zeroinitializer, ptr %r944
  %r946 = alloca i64
  store i64 zeroinitializer, ptr %r946
  %r948 = alloca double
  store double zeroinitializer, ptr %r948
  %r950 = alloca double
  store double zeroinitializer, ptr %r950
  %r952 = alloca double
  store double zeroinitializer, ptr %r952
  %r954 = alloca double
  store double zeroinitializer, ptr %r954
  %r956 = alloca double
  store double zeroinitializer, ptr %r956
  %r958 = alloca double
  store double zeroinitializer, ptr %r958
  %r960 = alloca i64
  store i64 zeroinitializer, ptr %r960
  %r962 = alloca double
  store double zeroinitializer, ptr %r962
  %r964 = alloca i64
  store i64 zeroinitializer, ptr %r964
  %r966 = alloca double
  store double zeroinitializer, ptr %r966
  %r968 = alloca i64
  store i64 zeroinitializer, ptr %r968
  %r970 = alloca i64
  store i64 zeroinitializer, ptr %r970
  %r972 = alloca i64
  store i64 zeroinitializer, ptr %r972
  %r974 = alloca i64
  store i64 zeroinitializer, ptr %r974
  %r976 = alloca double
  store double zeroinitializer, ptr %r976
  %r978 = alloca double
  store double zeroinitializer, ptr %r978
  %r980 = alloca double
  store double zeroinitializer, ptr %r980
  %r982 = alloca double
  store double zeroinitializer, ptr %r982
  %r984 = alloca double
  store double zeroinitializer, ptr %r984
  %r986 = alloca i64
  store i64 zeroinitializer, ptr %r986
  %r988 = alloca i64
  store i64 zeroinitializer, ptr %r988
  %r990 = alloca double
  store double zeroinitializer, ptr %r990
  %r992 = alloca i64
  store i64 zeroinitializer, ptr %r992
  %r994 = alloca i64
  store i64 zeroinitializer, ptr %r994
  %r996 = alloca double
  store double zeroinitializer, ptr %r996
  %r998 = alloca double
  store double zeroinitializer, ptr %r998
  %r1000 = alloca double
  store double zeroinitializer, ptr %r1000
  %r1002 = alloca double
  store double zeroinitializer, ptr %r1002
  %r1004 = alloca double
  store double zeroinitializer, ptr %r1004
  %r1006 = alloca double
  store double zeroinitializer, ptr %r1006
  %r1008 = alloca double
  store double zeroinitializer, ptr %r1008
  %r1010 = alloca double
  store double zeroinitializer, ptr %r1010
  %r1012 = alloca double
  store double zeroinitializer, ptr %r1012
  %r1014 = alloca i64
  store i64 zeroinitializer, ptr %r1014
  %r1016 = alloca double
  store double zeroinitializer, ptr %r1016
  %r1018 = alloca i64
  store i64 zeroinitializer, ptr %r1018
  %r1020 = alloca double
  store double zeroinitializer, ptr %r1020
  %r1022 = alloca double
  store double zeroinitializer, ptr %r1022
  %r1024 = alloca i64
  store i64 zeroinitializer, ptr %r1024
  %r1026 = alloca double
  store double zeroinitializer, ptr %r1026
  %r1028 = alloca i64
  store i64 zeroinitializer, ptr %r1028
  %r1030 = alloca i64
  store i64 zeroinitializer, ptr %r1030
  %r1032 = alloca double
  store double zeroinitializer, ptr %r1032
  %r1034 = alloca i64
  store i64 zeroinitializer, ptr %r1034
  %r1036 = alloca i64
  store i64 zeroinitializer, ptr %r1036
  %r1038 = alloca double
  store double zeroinitializer, ptr %r1038
  %r1040 = alloca double
  store double zeroinitializer, ptr %r1040
  %r1042 = alloca i64
  store i64 zeroinitializer, ptr %r1042
  %r1044 = alloca double
  store double zeroinitializer, ptr %r1044
  %r1046 = alloca i64
  store i64 zeroinitializer, ptr %r1046
  %r1048 = alloca ptr
  store ptr null, ptr %r1048
  %r1050 = alloca i64
  store i64 zeroinitializer, ptr %r1050
  %r1052 = alloca ptr
  store ptr null, ptr %r1052
  %r1054 = alloca double
  store double zeroinitializer, ptr %r1054
  %r1056 = alloca double
  store double zeroinitializer, ptr %r1056
  %r1058 = alloca ptr
  store ptr null, ptr %r1058
  %r1060 = alloca ptr
  store ptr null, ptr %r1060
  %r1062 = alloca i64
  store i64 zeroinitializer, ptr %r1062
  %r1064 = alloca ptr
  store ptr null, ptr %r1064
  %r1066 = alloca i64
  store i64 zeroinitializer, ptr %r1066
  %r1068 = alloca i64
  store i64 zeroinitializer, ptr %r1068
  %r1070 = alloca ptr
  store ptr null, ptr %r1070
  %r1072 = alloca [12 x i64], align 8
  %r1073 = alloca i64
  store i64 zeroinitializer, ptr %r1073
  %r1075 = alloca i64
  store i64 zeroinitializer, ptr %r1075
  %r1077 = alloca ptr
  store ptr null, ptr %r1077
  %r1079 = alloca [12 x i64], align 8
  %r1080 = alloca i64
  store i64 zeroinitializer, ptr %r1080
  %r1082 = alloca ptr
  store ptr null, ptr %r1082
  %r1084 = alloca i64
  store i64 zeroinitializer, ptr %r1084
  %r1086 = alloca i64
  store i64 zeroinitializer, ptr %r1086
  %r1088 = alloca ptr
  store ptr null, ptr %r1088
  %r1090 = alloca [12 x i64], align 8
  %r1091 = alloca i64
  store i64 zeroinitializer, ptr %r1091
  %r1093 = alloca i64
  store i64 zeroinitializer, ptr %r1093
  %r1095 = alloca ptr
  store ptr null, ptr %r1095
  %r1097 = alloca [12 x i64], align 8
  %r1098 = alloca ptr
  store ptr null, ptr %r1098
  %r1100 = alloca ptr
  store ptr null, ptr %r1100
  %r1102 = alloca double
  store double zeroinitializer, ptr %r1102
  %r1104 = alloca ptr
  store ptr null, ptr %r1104
  %r1106 = alloca ptr
  store ptr null, ptr %r1106
  %r1108 = alloca double
  store double zeroinitializer, ptr %r1108
  %r1110 = alloca double
  store double zeroinitializer, ptr %r1110
  %r1112 = alloca double
  store double zeroinitializer, ptr %r1112
  %r1114 = alloca i64
  store i64 zeroinitializer, ptr %r1114
  %r1116 = alloca i64
  store i64 zeroinitializer, ptr %r1116
  %r1118 = alloca double
  store double zeroinitializer, ptr %r1118
  %r1120 = alloca double
  store double zeroinitializer, ptr %r1120
  %r1122 = alloca double
  store double zeroinitializer, ptr %r1122
  %r1124 = alloca double
  store double zeroinitializer, ptr %r1124
  %r1126 = alloca i64
  store i64 zeroinitializer, ptr %r1126
  %r1128 = alloca ptr
  store ptr null, ptr %r1128
  %r1130 = alloca double
  store double zeroinitializer, ptr %r1130
  %r1132 = alloca i64
  store i64 zeroinitializer, ptr %r1132
  %r1134 = alloca double
  store double zeroinitializer, ptr %r1134
  %r1136 = alloca i64
  store i64 zeroinitializer, ptr %r1136
  %r1138 = alloca i64
  store i64 zeroinitializer, ptr %r1138
  %r1140 = alloca i64
  store i64 zeroinitializer, ptr %r1140
  %r1142 = alloca i64
  store i64 zeroinitializer, ptr %r1142
  %r1144 = alloca double
  store double zeroinitializer, ptr %r1144
  %r1146 = alloca i64
  store i64 zeroinitializer, ptr %r1146
  %r1148 = alloca i64
  store i64 zeroinitializer, ptr %r1148
  %r1150 = alloca double
  store double zeroinitializer, ptr %r1150
  %r1152 = alloca double
  store double zeroinitializer, ptr %r1152
  %r1154 = alloca double
  store double zeroinitializer, ptr %r1154
  %r1156 = alloca double
  store double zeroinitializer, ptr %r1156
  %r1158 = alloca double
  store double zeroinitializer, ptr %r1158
  %r1160 = alloca double
  store double zeroinitializer, ptr %r1160
  %r1162 = alloca i64
  store i64 zeroinitializer, ptr %r1162
  %r1164 = alloca double
  store double zeroinitializer, ptr %r1164
  %r1166 = alloca i64
  store i64 zeroinitializer, ptr %r1166
  %r1168 = alloca i64
  store i64 zeroinitializer, ptr %r1168
  %r1170 = alloca double
  store double zeroinitializer, ptr %r1170
  %r1172 = alloca i64
  store i64 zeroinitializer, ptr %r1172
  %r1174 = alloca i64
  store i64 zeroinitializer, ptr %r1174
  %r1176 = alloca double
  store double zeroinitializer, ptr %r1176
  %r1178 = alloca double
  store double zeroinitializer, ptr %r1178
  %r1180 = alloca double
  store double zeroinitializer, ptr %r1180
  %r1182 = alloca double
  store double zeroinitializer, ptr %r1182
  %r1184 = alloca i64
  store i64 zeroinitializer, ptr %r1184
  %r1186 = alloca i64
  store i64 zeroinitializer, ptr %r1186
  %r1188 = alloca i64
  store i64 zeroinitializer, ptr %r1188
  %r1190 = alloca i64
  store i64 zeroinitializer, ptr %r1190
  %r1192 = alloca i1
  store i1 zeroinitializer, ptr %r1192
  %r1194 = alloca i64
  store i64 zeroinitializer, ptr %r1194
  %r1196 = alloca double
  store double zeroinitializer, ptr %r1196
  %r1198 = alloca i64
  store i64 zeroinitializer, ptr %r1198
  %r1200 = alloca double
  store double zeroinitializer, ptr %r1200
  %r1202 = alloca i64
  store i64 zeroinitializer, ptr %r1202
  %r1204 = alloca i64
  store i64 zeroinitializer, ptr %r1204
  %r1206 = alloca i64
  store i64 zeroinitializer, ptr %r1206
  %r1208 = alloca i64
  store i64 zeroinitializer, ptr %r1208
  %r1210 = alloca double
  store double zeroinitializer, ptr %r1210
  %r1212 = alloca double
  store double zeroinitializer, ptr %r1212
  %r1214 = alloca double
  store double zeroinitializer, ptr %r1214
  %r1216 = alloca double
  store double zeroinitializer, ptr %r1216
  %r1218 = alloca i64
  store i64 zeroinitializer, ptr %r1218
  %r1220 = alloca double
  store double zeroinitializer, ptr %r1220
  %r1222 = alloca i64
  store i64 zeroinitializer, ptr %r1222
  %r1224 = alloca double
  store double zeroinitializer, ptr %r1224
  %r1226 = alloca i64
  store i64 zeroinitializer, ptr %r1226
  %r1228 = alloca i64
  store i64 zeroinitializer, ptr %r1228
  %r1230 = alloca i64
  store i64 zeroinitializer, ptr %r1230
  %r1232 = alloca i64
  store i64 zeroinitializer, ptr %r1232
  %r1234 = alloca double
  store double zeroinitializer, ptr %r1234
  %r1236 = alloca double
  store double zeroinitializer, ptr %r1236
  %r1238 = alloca double
  store double zeroinitializer, ptr %r1238
  %r1240 = alloca double
  store double zeroinitializer, ptr %r1240
  %r1242 = alloca double
  store double zeroinitializer, ptr %r1242
  %r1244 = alloca i64
  store i64 zeroinitializer, ptr %r1244
  %r1246 = alloca i64
  store i64 zeroinitializer, ptr %r1246
  %r1248 = alloca double
  store double zeroinitializer, ptr %r1248
  %r1250 = alloca i64
  store i64 zeroinitializer, ptr %r1250
  %r1252 = alloca i64
  store i64 zeroinitializer, ptr %r1252
  %r1254 = alloca double
  store double zeroinitializer, ptr %r1254
  %r1256 = alloca double
  store double zeroinitializer, ptr %r1256
  %r1258 = alloca double
  store double zeroinitializer, ptr %r1258
  %r1260 = alloca double
  store double zeroinitializer, ptr %r1260
  %r1262 = alloca double
  store double zeroinitializer, ptr %r1262
  %r1264 = alloca i64
  store i64 zeroinitializer, ptr %r1264
  %r1266 = alloca double
  store double zeroinitializer, ptr %r1266
  %r1268 = alloca double
  store double zeroinitializer, ptr %r1268
  %r1270 = alloca i64
  store i64 zeroinitializer, ptr %r1270
  %r1272 = alloca double
  store double zeroinitializer, ptr %r1272
  %r1274 = alloca i64
  store i64 zeroinitializer, ptr %r1274
  %r1276 = alloca i64
  store i64 zeroinitializer, ptr %r1276
  %r1278 = alloca double
  store double zeroinitializer, ptr %r1278
  %r1280 = alloca i64
  store i64 zeroinitializer, ptr %r1280
  %r1282 = alloca i64
  store i64 zeroinitializer, ptr %r1282
  %r1284 = alloca i64
  store i64 zeroinitializer, ptr %r1284
  %r1286 = alloca double
  store double zeroinitializer, ptr %r1286
  %r1288 = alloca i64
  store i64 zeroinitializer, ptr %r1288
  %r1290 = alloca double
  store double zeroinitializer, ptr %r1290
  %r1292 = alloca double
  store double zeroinitializer, ptr %r1292
  %r1294 = alloca i64
  store i64 zeroinitializer, ptr %r1294
  %r1296 = alloca double
  store double zeroinitializer, ptr %r1296
  %r1298 = alloca i64
  store i64 zeroinitializer, ptr %r1298
  %r1300 = alloca i64
  store i64 zeroinitializer, ptr %r1300
  %r1302 = alloca double
  store double zeroinitializer, ptr %r1302
  %r1304 = alloca i64
  store i64 zeroinitializer, ptr %r1304
  %r1306 = alloca i64
  store i64 zeroinitializer, ptr %r1306
  %r1308 = alloca i64
  store i64 zeroinitializer, ptr %r1308
  %r1310 = alloca ptr
  store ptr null, ptr %r1310
  %r1312 = alloca double
  store double zeroinitializer, ptr %r1312
  %r1314 = alloca double
  store double zeroinitializer, ptr %r1314
  %r1316 = alloca i64
  store i64 zeroinitializer, ptr %r1316
  %r1318 = alloca i64
  store i64 zeroinitializer, ptr %r1318
  %r1320 = alloca ptr
  store ptr null, ptr %r1320
  %r1322 = alloca [12 x i64], align 8
  %r1323 = alloca i64
  store i64 zeroinitializer, ptr %r1323
  %r1325 = alloca i64
  store i64 zeroinitializer, ptr %r1325
  %r1327 = alloca ptr
  store ptr null, ptr %r1327
  %r1329 = alloca [12 x i64], align 8
  %r1330 = alloca i64
  store i64 zeroinitializer, ptr %r1330
  %r1332 = alloca ptr
  store ptr null, ptr %r1332
  %r1334 = alloca double
  store double zeroinitializer, ptr %r1334
  %r1336 = alloca i64
  store i64 zeroinitializer, ptr %r1336
  %r1338 = alloca ptr
  store ptr null, ptr %r1338
  %r1340 = alloca i64
  store i64 zeroinitializer, ptr %r1340
  %r1342 = alloca i64
  store i64 zeroinitializer, ptr %r1342
  %r1344 = alloca ptr
  store ptr null, ptr %r1344
  %r1346 = alloca [12 x i64], align 8
  %r1347 = alloca i64
  store i64 zeroinitializer, ptr %r1347
  %r1349 = alloca i64
  store i64 zeroinitializer, ptr %r1349
  %r1351 = alloca ptr
  store ptr null, ptr %r1351
  %r1353 = alloca [12 x i64], align 8
  %r1354 = alloca i64
  store i64 zeroinitializer, ptr %r1354
  %r1356 = alloca i64
  store i64 zeroinitializer, ptr %r1356
  %r1358 = alloca ptr
  store ptr null, ptr %r1358
  %r1360 = alloca [12 x i64], align 8
  %r1361 = alloca i64
  store i64 zeroinitializer, ptr %r1361
  %r1363 = alloca i64
  store i64 zeroinitializer, ptr %r1363
  %r1365 = alloca ptr
  store ptr null, ptr %r1365
  %r1367 = alloca [12 x i64], align 8
  %r1368 = alloca ptr
  store ptr null, ptr %r1368
  %r1370 = alloca double
  store double zeroinitializer, ptr %r1370
  %r1372 = alloca i64
  store i64 zeroinitializer, ptr %r1372
  %r1374 = alloca double
  store double zeroinitializer, ptr %r1374
  %r1376 = alloca double
  store double zeroinitializer, ptr %r1376
  %r1378 = alloca double
  store double zeroinitializer, ptr %r1378
  %r1380 = alloca double
  store double zeroinitializer, ptr %r1380
  %r1382 = alloca i64
  store i64 zeroinitializer, ptr %r1382
  %r1384 = alloca i64
  store i64 zeroinitializer, ptr %r1384
  %r1386 = alloca double
  store double zeroinitializer, ptr %r1386
  %r1388 = alloca double
  store double zeroinitializer, ptr %r1388
  %r1390 = alloca double
  store double zeroinitializer, ptr %r1390
  %r1392 = alloca double
  store double zeroinitializer, ptr %r1392
  %r1394 = alloca i64
  store i64 zeroinitializer, ptr %r1394
  %r1396 = alloca ptr
  store ptr null, ptr %r1396
  %r1398 = alloca double
  store double zeroinitializer, ptr %r1398
  %r1400 = alloca i64
  store i64 zeroinitializer, ptr %r1400
  %r1402 = alloca ptr
  store ptr null, ptr %r1402
  %r1404 = alloca i64
  store i64 zeroinitializer, ptr %r1404
  %r1406 = alloca i64
  store i64 zeroinitializer, ptr %r1406
  %r1408 = alloca ptr
  store ptr null, ptr %r1408
  %r1410 = alloca [12 x i64], align 8
  %r1411 = alloca i64
  store i64 zeroinitializer, ptr %r1411
  %r1413 = alloca i64
  store i64 zeroinitializer, ptr %r1413
  %r1415 = alloca ptr
  store ptr null, ptr %r1415
  %r1417 = alloca [12 x i64], align 8
  %r1418 = alloca i64
  store i64 zeroinitializer, ptr %r1418
  %r1420 = alloca i64
  store i64 zeroinitializer, ptr %r1420
  %r1422 = alloca ptr
  store ptr null, ptr %r1422
  %r1424 = alloca [12 x i64], align 8
  %r1425 = alloca i64
  store i64 zeroinitializer, ptr %r1425
  %r1427 = alloca i64
  store i64 zeroinitializer, ptr %r1427
  %r1429 = alloca ptr
  store ptr null, ptr %r1429
  %r1431 = alloca [12 x i64], align 8
  %r1432 = alloca double
  store double zeroinitializer, ptr %r1432
  %r1434 = alloca double
  store double zeroinitializer, ptr %r1434
  %r1436 = alloca double
  store double zeroinitializer, ptr %r1436
  %r1438 = alloca i64
  store i64 zeroinitializer, ptr %r1438
  %r1440 = alloca i64
  store i64 zeroinitializer, ptr %r1440
  %r1442 = alloca double
  store double zeroinitializer, ptr %r1442
  %r1444 = alloca double
  store double zeroinitializer, ptr %r1444
  %r1446 = alloca double
  store double zeroinitializer, ptr %r1446
  %r1448 = alloca double
  store double zeroinitializer, ptr %r1448
  %r1450 = alloca double
  store double zeroinitializer, ptr %r1450
  %r1452 = alloca double
  store double zeroinitializer, ptr %r1452
  %r1454 = alloca ptr
  store ptr null, ptr %r1454
  %r1456 = alloca ptr
  store ptr null, ptr %r1456
  %r1458 = alloca ptr
  store ptr null, ptr %r1458
  %r1460 = alloca ptr
  store ptr null, ptr %r1460
  store ptr %in0, ptr %r0
  store i64 %in1, ptr %r2
  store i64 %in2, ptr %r4
  store double %in3, ptr %r6
  store ptr %in4, ptr %r8
  store ptr %in5, ptr %r10
  store i64 %in6, ptr %r12
  store ptr %in7, ptr %r14
  store ptr %in8, ptr %r16
  store ptr %in9, ptr %r18
  %v2 = getelementptr inbounds i64, ptr %context, i64 2
  %tape = load ptr, ptr %v2, align 8
  %v3 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4 = load ptr, ptr %v3, align 8
  store ptr %v4, ptr %tape.base
  %v5 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6 = load ptr, ptr %v5, align 8
  store ptr %v6, ptr %tape.top
  %v7 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8 = load ptr, ptr %v7, align 8
  store ptr %v8, ptr %tape.end
  %v9 = load i64, ptr %r4
  %v10 = mul i64 %v9, %v9
  %v11 = call ptr @procedure_alloc(ptr %context, i64 %v10, i64 8, i64 1)
  %v12 = icmp eq ptr %v11, null
  br i1 %v12, label %b14, label %b13, !prof !0
b13:
  store ptr %v11, ptr %r23
  %v15 = load i64, ptr %r4
  %v16 = load i64, ptr %r12
  %v17 = mul i64 %v15, %v16
  %v18 = call ptr @procedure_alloc(ptr %context, i64 %v17, i64 8, i64 1)
  %v19 = icmp eq ptr %v18, null
  br i1 %v19, label %b14, label %b20, !prof !0
b20:
  store ptr %v18, ptr %r25
  %v21 = load i64, ptr %r4
  %v22 = mul i64 %v21, %v21
  %v23 = call ptr @procedure_alloc(ptr %context, i64 %v22, i64 8, i64 1)
  %v24 = icmp eq ptr %v23, null
  br i1 %v24, label %b14, label %b25, !prof !0
b25:
  store ptr %v23, ptr %r27
  %v26 = load i64, ptr %r12
  %v27 = mul i64 %v26, %v26
  %v28 = call ptr @procedure_alloc(ptr %context, i64 %v27, i64 8, i64 1)
  %v29 = icmp eq ptr %v28, null
  br i1 %v29, label %b14, label %b30, !prof !0
b30:
  store ptr %v28, ptr %r29
  %v31 = load i64, ptr %r2
  %v32 = load i64, ptr %r12
  %v33 = mul i64 %v31, %v32
  %v34 = call ptr @procedure_alloc(ptr %context, i64 %v33, i64 8, i64 1)
  %v35 = icmp eq ptr %v34, null
  br i1 %v35, label %b14, label %b36, !prof !0
b36:
  store ptr %v34, ptr %r31
  store ptr null, ptr %r33
  store ptr null, ptr %r35
  store i64 0, ptr %r37
  store i64 0, ptr %r39
  store ptr null, ptr %r41
  store i64 0, ptr %r43
  store i64 0, ptr %r45
  store double 0x0000000000000000, ptr %r47
  store ptr null, ptr %r49
  store ptr null, ptr %r51
  store i64 0, ptr %r53
  store i64 0, ptr %r55
  store double 0x0000000000000000, ptr %r57
  store i64 0, ptr %r59
  store i64 0, ptr %r61
  store double 0x0000000000000000, ptr %r63
  store double 0x0000000000000000, ptr %r65
  store double 0x0000000000000000, ptr %r67
  store ptr null, ptr %r69
  store ptr null, ptr %r71
  store ptr null, ptr %r73
  store ptr null, ptr %r75
  store ptr null, ptr %r77
  store ptr null, ptr %r79
  store ptr null, ptr %r81
  store ptr null, ptr %r83
  store ptr null, ptr %r85
  store ptr null, ptr %r87
  store ptr null, ptr %r89
  store ptr null, ptr %r91
  store ptr null, ptr %r93
  %v37 = load i64, ptr %r2
  %v38 = icmp ugt i64 %v37, 140737488355328
  br i1 %v38, label %b42, label %b41, !prof !0
b41:
  %v43 = load i64, ptr %r4
  %v44 = icmp ugt i64 %v43, 140737488355328
  br i1 %v44, label %b42, label %b47, !prof !0
b47:
  %v48 = load i64, ptr %r12
  %v49 = icmp ugt i64 %v48, 140737488355328
  br i1 %v49, label %b42, label %b52, !prof !0
b52:
  %v53 = load i64, ptr %r4
  %v54 = call ptr @procedure_alloc_within(ptr %context, i64 %v53, i64 8, i64 1)
  %v55 = icmp eq ptr %v54, null
  br i1 %v55, label %b14, label %b56, !prof !0
b56:
  store ptr %v54, ptr %r95
  %v57 = load i64, ptr %r4
  %v58 = call ptr @procedure_alloc_within(ptr %context, i64 %v57, i64 8, i64 1)
  %v59 = icmp eq ptr %v58, null
  br i1 %v59, label %b14, label %b60, !prof !0
b60:
  store ptr %v58, ptr %r69
  %v61 = load ptr, ptr %tape.top
  %v62 = ptrtoint ptr %v61 to i64
  %v63 = load ptr, ptr %tape.end
  %v64 = ptrtoint ptr %v63 to i64
  %v65 = sub i64 %v64, %v62
  %v66 = icmp slt i64 %v65, 8
  br i1 %v66, label %b67, label %b68, !prof !0
b67:
  %v69 = load ptr, ptr %tape.top
  %v70 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v69, ptr %v70, align 8
  %v71 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v72 = icmp eq i64 %v71, 0
  br i1 %v72, label %b14, label %b73, !prof !0
b73:
  %v74 = getelementptr inbounds i64, ptr %tape, i64 4
  %v75 = load ptr, ptr %v74, align 8
  store ptr %v75, ptr %tape.base
  %v76 = getelementptr inbounds i64, ptr %tape, i64 5
  %v77 = load ptr, ptr %v76, align 8
  store ptr %v77, ptr %tape.top
  %v78 = getelementptr inbounds i64, ptr %tape, i64 6
  %v79 = load ptr, ptr %v78, align 8
  store ptr %v79, ptr %tape.end
  br label %b68
b68:
  %v80 = load ptr, ptr %r69
  %v81 = load ptr, ptr %tape.top
  %v82 = getelementptr i8, ptr %v81, i64 8
  store ptr %v82, ptr %tape.top
  store ptr %v80, ptr %v81, align 1, !alias.scope !78, !noalias !79
  %v83 = load ptr, ptr %r95
  call void @procedure_retain(ptr %v83)
  %v84 = load ptr, ptr %tape.top
  %v85 = ptrtoint ptr %v84 to i64
  %v86 = load ptr, ptr %tape.end
  %v87 = ptrtoint ptr %v86 to i64
  %v88 = sub i64 %v87, %v85
  %v89 = icmp slt i64 %v88, 8
  br i1 %v89, label %b90, label %b91, !prof !0
b90:
  %v92 = load ptr, ptr %tape.top
  %v93 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v92, ptr %v93, align 8
  %v94 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v95 = icmp eq i64 %v94, 0
  br i1 %v95, label %b14, label %b96, !prof !0
b96:
  %v97 = getelementptr inbounds i64, ptr %tape, i64 4
  %v98 = load ptr, ptr %v97, align 8
  store ptr %v98, ptr %tape.base
  %v99 = getelementptr inbounds i64, ptr %tape, i64 5
  %v100 = load ptr, ptr %v99, align 8
  store ptr %v100, ptr %tape.top
  %v101 = getelementptr inbounds i64, ptr %tape, i64 6
  %v102 = load ptr, ptr %v101, align 8
  store ptr %v102, ptr %tape.end
  br label %b91
b91:
  %v103 = load ptr, ptr %r95
  %v104 = load ptr, ptr %tape.top
  %v105 = getelementptr i8, ptr %v104, i64 8
  store ptr %v105, ptr %tape.top
  store ptr %v103, ptr %v104, align 1, !alias.scope !78, !noalias !79
  %v106 = load i64, ptr %r4
  %v107 = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %v106, i64 %v106)
  %v108 = extractvalue { i64, i1 } %v107, 1
  br i1 %v108, label %b112, label %b111, !prof !0
b111:
  %v113 = load i64, ptr %r4
  %v114 = mul i64 %v113, %v113
  store i64 %v114, ptr %r97
  %v115 = load i64, ptr %r97
  %v116 = call ptr @procedure_alloc_within(ptr %context, i64 %v115, i64 8, i64 0)
  %v117 = icmp eq ptr %v116, null
  br i1 %v117, label %b14, label %b118, !prof !0
b118:
  store ptr %v116, ptr %r99
  %v119 = load i64, ptr %r4
  %v124 = icmp slt i64 0, %v119
  br i1 %v124, label %b125, label %b123
b125:
  br label %b120
b120:
  %v126 = phi i64 [ 0, %b125 ], [ %v127, %b122 ]
  store i64 %v126, ptr %r101
  %v128 = load i64, ptr %r4
  %v133 = icmp slt i64 0, %v128
  br i1 %v133, label %b134, label %b132
b134:
  br label %b129
b129:
  %v135 = phi i64 [ 0, %b134 ], [ %v136, %b131 ]
  store i64 %v135, ptr %r103
  %v137 = load i64, ptr %r4
  %v138 = load i64, ptr %r101
  %v139 = mul i64 %v137, %v138
  %v140 = load i64, ptr %r103
  %v141 = add i64 %v139, %v140
  %v142 = load i64, ptr %r103
  %v143 = load i64, ptr %r101
  %v144 = icmp eq i64 %v142, %v143
  %v145 = select i1 %v144, double 0x3FF0000000000000, double 0x0000000000000000
  %v146 = load ptr, ptr %r99
  %v147 = getelementptr inbounds double, ptr %v146, i64 %v141
  store double %v145, ptr %v147, align 8, !llvm.access.group !238, !alias.scope !106, !noalias !107
  br label %b130
b130:
  br label %b131
b131:
  %v136 = add nsw i64 %v135, 1
  %v148 = icmp slt i64 %v136, %v128
  br i1 %v148, label %b129, label %b132, !llvm.loop !239
b132:
  br label %b121
b121:
  br label %b122
b122:
  %v127 = add nsw i64 %v126, 1
  %v149 = icmp slt i64 %v127, %v119
  br i1 %v149, label %b120, label %b123, !llvm.loop !240
b123:
  %v150 = load i64, ptr %r97
  %v151 = call ptr @procedure_alloc_within(ptr %context, i64 %v150, i64 8, i64 0)
  %v152 = icmp eq ptr %v151, null
  br i1 %v152, label %b14, label %b153, !prof !0
b153:
  store ptr %v151, ptr %r33
  %v154 = load i64, ptr %r97
  %v155 = call ptr @procedure_alloc_within(ptr %context, i64 %v154, i64 8, i64 1)
  %v156 = icmp eq ptr %v155, null
  br i1 %v156, label %b14, label %b157, !prof !0
b157:
  store ptr %v155, ptr %r71
  %v158 = load ptr, ptr %tape.top
  %v159 = ptrtoint ptr %v158 to i64
  %v160 = load ptr, ptr %tape.end
  %v161 = ptrtoint ptr %v160 to i64
  %v162 = sub i64 %v161, %v159
  %v163 = icmp slt i64 %v162, 8
  br i1 %v163, label %b164, label %b165, !prof !0
b164:
  %v166 = load ptr, ptr %tape.top
  %v167 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v166, ptr %v167, align 8
  %v168 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v169 = icmp eq i64 %v168, 0
  br i1 %v169, label %b14, label %b170, !prof !0
b170:
  %v171 = getelementptr inbounds i64, ptr %tape, i64 4
  %v172 = load ptr, ptr %v171, align 8
  store ptr %v172, ptr %tape.base
  %v173 = getelementptr inbounds i64, ptr %tape, i64 5
  %v174 = load ptr, ptr %v173, align 8
  store ptr %v174, ptr %tape.top
  %v175 = getelementptr inbounds i64, ptr %tape, i64 6
  %v176 = load ptr, ptr %v175, align 8
  store ptr %v176, ptr %tape.end
  br label %b165
b165:
  %v177 = load ptr, ptr %r71
  %v178 = load ptr, ptr %tape.top
  %v179 = getelementptr i8, ptr %v178, i64 8
  store ptr %v179, ptr %tape.top
  store ptr %v177, ptr %v178, align 1, !alias.scope !78, !noalias !79
  %v180 = load ptr, ptr %r33
  call void @procedure_retain(ptr %v180)
  %v181 = load ptr, ptr %tape.top
  %v182 = ptrtoint ptr %v181 to i64
  %v183 = load ptr, ptr %tape.end
  %v184 = ptrtoint ptr %v183 to i64
  %v185 = sub i64 %v184, %v182
  %v186 = icmp slt i64 %v185, 8
  br i1 %v186, label %b187, label %b188, !prof !0
b187:
  %v189 = load ptr, ptr %tape.top
  %v190 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v189, ptr %v190, align 8
  %v191 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v192 = icmp eq i64 %v191, 0
  br i1 %v192, label %b14, label %b193, !prof !0
b193:
  %v194 = getelementptr inbounds i64, ptr %tape, i64 4
  %v195 = load ptr, ptr %v194, align 8
  store ptr %v195, ptr %tape.base
  %v196 = getelementptr inbounds i64, ptr %tape, i64 5
  %v197 = load ptr, ptr %v196, align 8
  store ptr %v197, ptr %tape.top
  %v198 = getelementptr inbounds i64, ptr %tape, i64 6
  %v199 = load ptr, ptr %v198, align 8
  store ptr %v199, ptr %tape.end
  br label %b188
b188:
  %v200 = load ptr, ptr %r33
  %v201 = load ptr, ptr %tape.top
  %v202 = getelementptr i8, ptr %v201, i64 8
  store ptr %v202, ptr %tape.top
  store ptr %v200, ptr %v201, align 1, !alias.scope !78, !noalias !79
  %v203 = load i64, ptr %r97
  %v208 = icmp slt i64 0, %v203
  br i1 %v208, label %b209, label %b207
b209:
  br label %b204
b204:
  %v210 = phi i64 [ 0, %b209 ], [ %v211, %b206 ]
  store i64 %v210, ptr %r105
  %v212 = load i64, ptr %r105
  %v213 = load i64, ptr %r105
  %v214 = load ptr, ptr %r99
  %v215 = getelementptr inbounds double, ptr %v214, i64 %v213
  %v216 = load double, ptr %v215, align 8, !llvm.access.group !241, !alias.scope !106, !noalias !107
  %v217 = fmul double 0x4024000000000000, %v216
  %v218 = load ptr, ptr %r33
  %v219 = getelementptr inbounds double, ptr %v218, i64 %v212
  store double %v217, ptr %v219, align 8, !llvm.access.group !241, !alias.scope !108, !noalias !109
  br label %b205
b205:
  br label %b206
b206:
  %v211 = add nsw i64 %v210, 1
  %v220 = icmp slt i64 %v211, %v203
  br i1 %v220, label %b204, label %b207, !llvm.loop !242
b207:
  %v221 = load i64, ptr %r2
  %v222 = load i64, ptr %r4
  %v223 = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %v221, i64 %v222)
  %v224 = extractvalue { i64, i1 } %v223, 1
  br i1 %v224, label %b112, label %b227, !prof !0
b227:
  %v228 = load i64, ptr %r2
  %v229 = load i64, ptr %r4
  %v230 = mul i64 %v228, %v229
  store i64 %v230, ptr %r107
  %v231 = load i64, ptr %r107
  store i64 %v231, ptr %r109
  %v232 = load i64, ptr %r109
  %v233 = call ptr @procedure_alloc_within(ptr %context, i64 %v232, i64 8, i64 0)
  %v234 = icmp eq ptr %v233, null
  br i1 %v234, label %b14, label %b235, !prof !0
b235:
  store ptr %v233, ptr %r111
  %v236 = load ptr, ptr %r33
  call void @procedure_retain(ptr %v236)
  %v237 = load ptr, ptr %r95
  call void @procedure_retain(ptr %v237)
  store double 0x0000000000000000, ptr %r113
  store i64 0, ptr %r115
  %v238 = load ptr, ptr %r33
  store ptr %v238, ptr %r35
  %v239 = load ptr, ptr %r71
  store ptr %v239, ptr %r77
  %v240 = load ptr, ptr %r89
  call void @procedure_release(ptr %context, ptr %v240)
  %v241 = load ptr, ptr %r33
  store ptr %v241, ptr %r117
  %v242 = load i64, ptr %r4
  store i64 %v242, ptr %r119
  %v243 = load i64, ptr %r4
  store i64 %v243, ptr %r37
  %v244 = load i64, ptr %r4
  store i64 %v244, ptr %r39
  %v245 = load ptr, ptr %r95
  store ptr %v245, ptr %r41
  %v246 = load ptr, ptr %r69
  store ptr %v246, ptr %r79
  %v247 = load ptr, ptr %r91
  call void @procedure_release(ptr %context, ptr %v247)
  %v248 = load ptr, ptr %r95
  store ptr %v248, ptr %r121
  %v249 = load i64, ptr %r4
  store i64 %v249, ptr %r123
  %v250 = load i64, ptr %r2
  %v251 = icmp slt i64 0, %v250
  %v252 = load i64, ptr %r12
  %v253 = load i64, ptr %r4
  %v254 = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %v252, i64 %v253)
  %v255 = extractvalue { i64, i1 } %v254, 1
  %v256 = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %v252, i64 %v252)
  %v257 = extractvalue { i64, i1 } %v256, 1
  %v258 = or i1 %v255, %v257
  %v259 = and i1 %v251, %v258
  br i1 %v259, label %b112, label %b262, !prof !0
b262:
  %v263 = load i64, ptr %r2
  %v268 = icmp slt i64 0, %v263
  br i1 %v268, label %b269, label %b267
b269:
  br label %b264
b264:
  %v270 = phi i64 [ 0, %b269 ], [ %v271, %b266 ]
  store i64 %v270, ptr %r125
  store ptr null, ptr %r127
  store ptr null, ptr %r129
  store ptr null, ptr %r131
  store ptr null, ptr %r133
  store ptr null, ptr %r135
  store ptr null, ptr %r137
  store ptr null, ptr %r139
  store ptr null, ptr %r141
  store ptr null, ptr %r143
  store ptr null, ptr %r145
  store ptr null, ptr %r147
  store ptr null, ptr %r149
  store ptr null, ptr %r151
  store ptr null, ptr %r153
  store ptr null, ptr %r155
  store ptr null, ptr %r157
  store ptr null, ptr %r159
  store ptr null, ptr %r161
  store ptr null, ptr %r163
  store ptr null, ptr %r165
  %v272 = load i64, ptr %r4
  %v273 = load i64, ptr %r123
  %v274 = icmp ne i64 %v272, %v273
  br i1 %v274, label %b278, label %b277, !prof !0
b277:
  %v279 = load i64, ptr %r4
  %v280 = call ptr @procedure_alloc_within(ptr %context, i64 %v279, i64 8, i64 0)
  %v281 = icmp eq ptr %v280, null
  br i1 %v281, label %b14, label %b282, !prof !0
b282:
  store ptr %v280, ptr %r167
  %v283 = load ptr, ptr %r167
  call void @procedure_retain(ptr %v283)
  %v284 = load i64, ptr %r4
  %v289 = icmp slt i64 0, %v284
  br i1 %v289, label %b290, label %b288
b290:
  br label %b285
b285:
  %v291 = phi i64 [ 0, %b290 ], [ %v292, %b287 ]
  store i64 %v291, ptr %r169
  store double 0x0000000000000000, ptr %r171
  %v293 = load i64, ptr %r4
  %v298 = icmp slt i64 0, %v293
  br i1 %v298, label %b299, label %b297
b299:
  br label %b294
b294:
  %v300 = phi i64 [ 0, %b299 ], [ %v301, %b296 ]
  store i64 %v300, ptr %r173
  %v302 = load double, ptr %r171
  %v303 = load i64, ptr %r4
  %v304 = load i64, ptr %r169
  %v305 = mul i64 %v303, %v304
  %v306 = load i64, ptr %r173
  %v307 = add i64 %v305, %v306
  %v308 = load ptr, ptr %r8
  %v309 = getelementptr inbounds double, ptr %v308, i64 %v307
  %v310 = load double, ptr %v309, align 8, !llvm.access.group !245, !alias.scope !82, !noalias !83
  %v311 = load ptr, ptr %r41
  %v312 = getelementptr inbounds double, ptr %v311, i64 %v306
  %v313 = load double, ptr %v312, align 8, !llvm.access.group !245, !alias.scope !232, !noalias !233
  %v314 = fmul double %v310, %v313
  %v315 = fadd reassoc contract double %v302, %v314
  store double %v315, ptr %r171
  br label %b295
b295:
  br label %b296
b296:
  %v301 = add nsw i64 %v300, 1
  %v316 = icmp slt i64 %v301, %v293
  br i1 %v316, label %b294, label %b297, !llvm.loop !246
b297:
  %v317 = load i64, ptr %r169
  %v318 = load double, ptr %r171
  %v319 = load ptr, ptr %r167
  %v320 = getelementptr inbounds double, ptr %v319, i64 %v317
  store double %v318, ptr %v320, align 8, !llvm.access.group !243, !alias.scope !114, !noalias !115
  br label %b286
b286:
  br label %b287
b287:
  %v292 = add nsw i64 %v291, 1
  %v321 = icmp slt i64 %v292, %v284
  br i1 %v321, label %b285, label %b288, !llvm.loop !247
b288:
  %v322 = load i64, ptr %r4
  %v323 = load i64, ptr %r119
  %v324 = icmp ne i64 %v322, %v323
  br i1 %v324, label %b278, label %b327, !prof !0
b327:
  %v328 = load i64, ptr %r4
  %v329 = load i64, ptr %r37
  %v330 = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %v328, i64 %v329)
  %v331 = extractvalue { i64, i1 } %v330, 1
  br i1 %v331, label %b112, label %b334, !prof !0
b334:
  %v335 = load i64, ptr %r4
  %v336 = load i64, ptr %r37
  %v337 = mul i64 %v335, %v336
  store i64 %v337, ptr %r175
  %v338 = load i64, ptr %r175
  store i64 %v338, ptr %r177
  %v339 = load i64, ptr %r177
  %v340 = call ptr @procedure_alloc_within(ptr %context, i64 %v339, i64 8, i64 0)
  %v341 = icmp eq ptr %v340, null
  br i1 %v341, label %b14, label %b342, !prof !0
b342:
  store ptr %v340, ptr %r179
  %v343 = load ptr, ptr %r179
  call void @procedure_retain(ptr %v343)
  %v344 = load i64, ptr %r4
  store i64 %v344, ptr %r181, align 8
  %v345 = load i64, ptr %r4
  %v346 = getelementptr inbounds i64, ptr %r181, i64 1
  store i64 %v345, ptr %v346, align 8
  %v347 = load i64, ptr %r37
  %v348 = getelementptr inbounds i64, ptr %r181, i64 2
  store i64 %v347, ptr %v348, align 8
  %v349 = getelementptr inbounds i64, ptr %r181, i64 3
  store i64 0, ptr %v349, align 8
  %v350 = load i64, ptr %r4
  %v351 = getelementptr inbounds i64, ptr %r181, i64 4
  store i64 %v350, ptr %v351, align 8
  %v352 = getelementptr inbounds i64, ptr %r181, i64 5
  store i64 1, ptr %v352, align 8
  %v353 = getelementptr inbounds i64, ptr %r181, i64 6
  store i64 0, ptr %v353, align 8
  %v354 = load i64, ptr %r39
  %v355 = getelementptr inbounds i64, ptr %r181, i64 7
  store i64 %v354, ptr %v355, align 8
  %v356 = getelementptr inbounds i64, ptr %r181, i64 8
  store i64 1, ptr %v356, align 8
  %v357 = getelementptr inbounds i64, ptr %r181, i64 9
  store i64 0, ptr %v357, align 8
  %v358 = load i64, ptr %r37
  %v359 = getelementptr inbounds i64, ptr %r181, i64 10
  store i64 %v358, ptr %v359, align 8
  %v360 = getelementptr inbounds i64, ptr %r181, i64 11
  store i64 1, ptr %v360, align 8
  %v361 = load ptr, ptr %r8
  %v362 = load ptr, ptr %r35
  %v363 = load ptr, ptr %r179
  %v364 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v361, ptr %v362, ptr %v363, ptr %r181)
  %v365 = icmp eq i64 %v364, 0
  br i1 %v365, label %b14, label %b366, !prof !0
b366:
  %v367 = load i64, ptr %r37
  %v368 = load i64, ptr %r4
  %v369 = icmp ne i64 %v367, %v368
  br i1 %v369, label %b278, label %b372, !prof !0
b372:
  %v373 = load i64, ptr %r97
  store i64 %v373, ptr %r182
  %v374 = load i64, ptr %r182
  %v375 = call ptr @procedure_alloc_within(ptr %context, i64 %v374, i64 8, i64 0)
  %v376 = icmp eq ptr %v375, null
  br i1 %v376, label %b14, label %b377, !prof !0
b377:
  store ptr %v375, ptr %r184
  %v378 = load i64, ptr %r4
  store i64 %v378, ptr %r186, align 8
  %v379 = load i64, ptr %r37
  %v380 = getelementptr inbounds i64, ptr %r186, i64 1
  store i64 %v379, ptr %v380, align 8
  %v381 = load i64, ptr %r4
  %v382 = getelementptr inbounds i64, ptr %r186, i64 2
  store i64 %v381, ptr %v382, align 8
  %v383 = getelementptr inbounds i64, ptr %r186, i64 3
  store i64 0, ptr %v383, align 8
  %v384 = load i64, ptr %r37
  %v385 = getelementptr inbounds i64, ptr %r186, i64 4
  store i64 %v384, ptr %v385, align 8
  %v386 = getelementptr inbounds i64, ptr %r186, i64 5
  store i64 1, ptr %v386, align 8
  %v387 = getelementptr inbounds i64, ptr %r186, i64 6
  store i64 0, ptr %v387, align 8
  %v388 = getelementptr inbounds i64, ptr %r186, i64 7
  store i64 1, ptr %v388, align 8
  %v389 = load i64, ptr %r4
  %v390 = getelementptr inbounds i64, ptr %r186, i64 8
  store i64 %v389, ptr %v390, align 8
  %v391 = getelementptr inbounds i64, ptr %r186, i64 9
  store i64 0, ptr %v391, align 8
  %v392 = load i64, ptr %r4
  %v393 = getelementptr inbounds i64, ptr %r186, i64 10
  store i64 %v392, ptr %v393, align 8
  %v394 = getelementptr inbounds i64, ptr %r186, i64 11
  store i64 1, ptr %v394, align 8
  %v395 = load ptr, ptr %r179
  %v396 = load ptr, ptr %r8
  %v397 = load ptr, ptr %r184
  %v398 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v395, ptr %v396, ptr %v397, ptr %r186)
  %v399 = icmp eq i64 %v398, 0
  br i1 %v399, label %b14, label %b400, !prof !0
b400:
  %v401 = load ptr, ptr %tape.top
  %v402 = ptrtoint ptr %v401 to i64
  %v403 = load ptr, ptr %tape.end
  %v404 = ptrtoint ptr %v403 to i64
  %v405 = sub i64 %v404, %v402
  %v406 = icmp slt i64 %v405, 16
  br i1 %v406, label %b407, label %b408, !prof !0
b407:
  %v409 = load ptr, ptr %tape.top
  %v410 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v409, ptr %v410, align 8
  %v411 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v412 = icmp eq i64 %v411, 0
  br i1 %v412, label %b14, label %b413, !prof !0
b413:
  %v414 = getelementptr inbounds i64, ptr %tape, i64 4
  %v415 = load ptr, ptr %v414, align 8
  store ptr %v415, ptr %tape.base
  %v416 = getelementptr inbounds i64, ptr %tape, i64 5
  %v417 = load ptr, ptr %v416, align 8
  store ptr %v417, ptr %tape.top
  %v418 = getelementptr inbounds i64, ptr %tape, i64 6
  %v419 = load ptr, ptr %v418, align 8
  store ptr %v419, ptr %tape.end
  br label %b408
b408:
  %v420 = load i64, ptr %r177
  %v421 = load ptr, ptr %tape.top
  %v422 = getelementptr i8, ptr %v421, i64 8
  store ptr %v422, ptr %tape.top
  store i64 %v420, ptr %v421, align 1, !alias.scope !78, !noalias !79
  %v423 = load ptr, ptr %r179
  %v424 = load ptr, ptr %tape.top
  %v425 = getelementptr i8, ptr %v424, i64 8
  store ptr %v425, ptr %tape.top
  store ptr %v423, ptr %v424, align 1, !alias.scope !78, !noalias !79
  %v426 = load i64, ptr %r97
  store i64 %v426, ptr %r187
  %v427 = load i64, ptr %r187
  %v428 = call ptr @procedure_alloc_within(ptr %context, i64 %v427, i64 8, i64 0)
  %v429 = icmp eq ptr %v428, null
  br i1 %v429, label %b14, label %b430, !prof !0
b430:
  store ptr %v428, ptr %r189
  %v431 = load ptr, ptr %r189
  call void @procedure_retain(ptr %v431)
  %v432 = load i64, ptr %r97
  %v437 = icmp slt i64 0, %v432
  br i1 %v437, label %b438, label %b436
b438:
  br label %b433
b433:
  %v439 = phi i64 [ 0, %b438 ], [ %v440, %b435 ]
  store i64 %v439, ptr %r191
  %v441 = load i64, ptr %r191
  %v442 = load i64, ptr %r191
  %v443 = load ptr, ptr %r184
  %v444 = getelementptr inbounds double, ptr %v443, i64 %v442
  %v445 = load double, ptr %v444, align 8, !llvm.access.group !248, !alias.scope !118, !noalias !119
  %v446 = load ptr, ptr %r14
  %v447 = getelementptr inbounds double, ptr %v446, i64 %v442
  %v448 = load double, ptr %v447, align 8, !llvm.access.group !248, !alias.scope !86, !noalias !87
  %v449 = fadd double %v445, %v448
  %v450 = load ptr, ptr %r189
  %v451 = getelementptr inbounds double, ptr %v450, i64 %v441
  store double %v449, ptr %v451, align 8, !llvm.access.group !248, !alias.scope !120, !noalias !121
  br label %b434
b434:
  br label %b435
b435:
  %v440 = add nsw i64 %v439, 1
  %v452 = icmp slt i64 %v440, %v432
  br i1 %v452, label %b433, label %b436, !llvm.loop !249
b436:
  %v453 = load ptr, ptr %tape.top
  %v454 = ptrtoint ptr %v453 to i64
  %v455 = load ptr, ptr %tape.end
  %v456 = ptrtoint ptr %v455 to i64
  %v457 = sub i64 %v456, %v454
  %v458 = icmp slt i64 %v457, 8
  br i1 %v458, label %b459, label %b460, !prof !0
b459:
  %v461 = load ptr, ptr %tape.top
  %v462 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v461, ptr %v462, align 8
  %v463 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v464 = icmp eq i64 %v463, 0
  br i1 %v464, label %b14, label %b465, !prof !0
b465:
  %v466 = getelementptr inbounds i64, ptr %tape, i64 4
  %v467 = load ptr, ptr %v466, align 8
  store ptr %v467, ptr %tape.base
  %v468 = getelementptr inbounds i64, ptr %tape, i64 5
  %v469 = load ptr, ptr %v468, align 8
  store ptr %v469, ptr %tape.top
  %v470 = getelementptr inbounds i64, ptr %tape, i64 6
  %v471 = load ptr, ptr %v470, align 8
  store ptr %v471, ptr %tape.end
  br label %b460
b460:
  %v472 = load i64, ptr %r182
  %v473 = load ptr, ptr %tape.top
  %v474 = getelementptr i8, ptr %v473, i64 8
  store ptr %v474, ptr %tape.top
  store i64 %v472, ptr %v473, align 1, !alias.scope !78, !noalias !79
  %v475 = load i64, ptr %r12
  %v476 = load i64, ptr %r125
  %v477 = mul i64 %v475, %v476
  store i64 %v477, ptr %r193
  %v478 = load i64, ptr %r12
  %v479 = call ptr @procedure_alloc_within(ptr %context, i64 %v478, i64 8, i64 0)
  %v480 = icmp eq ptr %v479, null
  br i1 %v480, label %b14, label %b481, !prof !0
b481:
  store ptr %v479, ptr %r195
  %v482 = load i64, ptr %r12
  %v487 = icmp slt i64 0, %v482
  br i1 %v487, label %b488, label %b486
b488:
  br label %b483
b483:
  %v489 = phi i64 [ 0, %b488 ], [ %v490, %b485 ]
  store i64 %v489, ptr %r197
  store double 0x0000000000000000, ptr %r199
  %v491 = load i64, ptr %r4
  %v496 = icmp slt i64 0, %v491
  br i1 %v496, label %b497, label %b495
b497:
  br label %b492
b492:
  %v498 = phi i64 [ 0, %b497 ], [ %v499, %b494 ]
  store i64 %v498, ptr %r201
  %v500 = load double, ptr %r199
  %v501 = load i64, ptr %r4
  %v502 = load i64, ptr %r197
  %v503 = mul i64 %v501, %v502
  %v504 = load i64, ptr %r201
  %v505 = add i64 %v503, %v504
  %v506 = load ptr, ptr %r10
  %v507 = getelementptr inbounds double, ptr %v506, i64 %v505
  %v508 = load double, ptr %v507, align 8, !llvm.access.group !252, !alias.scope !84, !noalias !85
  %v509 = load ptr, ptr %r167
  %v510 = getelementptr inbounds double, ptr %v509, i64 %v504
  %v511 = load double, ptr %v510, align 8, !llvm.access.group !252, !alias.scope !114, !noalias !115
  %v512 = fmul double %v508, %v511
  %v513 = fadd reassoc contract double %v500, %v512
  store double %v513, ptr %r199
  br label %b493
b493:
  br label %b494
b494:
  %v499 = add nsw i64 %v498, 1
  %v514 = icmp slt i64 %v499, %v491
  br i1 %v514, label %b492, label %b495, !llvm.loop !253
b495:
  %v515 = load i64, ptr %r197
  %v516 = load double, ptr %r199
  %v517 = load ptr, ptr %r195
  %v518 = getelementptr inbounds double, ptr %v517, i64 %v515
  store double %v516, ptr %v518, align 8, !llvm.access.group !250, !alias.scope !122, !noalias !123
  br label %b484
b484:
  br label %b485
b485:
  %v490 = add nsw i64 %v489, 1
  %v519 = icmp slt i64 %v490, %v482
  br i1 %v519, label %b483, label %b486, !llvm.loop !254
b486:
  %v520 = load i64, ptr %r12
  %v521 = call ptr @procedure_alloc_within(ptr %context, i64 %v520, i64 8, i64 0)
  %v522 = icmp eq ptr %v521, null
  br i1 %v522, label %b14, label %b523, !prof !0
b523:
  store ptr %v521, ptr %r203
  %v524 = load ptr, ptr %r203
  call void @procedure_retain(ptr %v524)
  %v525 = load i64, ptr %r12
  %v530 = icmp slt i64 0, %v525
  br i1 %v530, label %b531, label %b529
b531:
  br label %b526
b526:
  %v532 = phi i64 [ 0, %b531 ], [ %v533, %b528 ]
  store i64 %v532, ptr %r205
  %v534 = load i64, ptr %r205
  %v535 = load i64, ptr %r193
  %v536 = load i64, ptr %r205
  %v537 = add i64 %v535, %v536
  %v538 = load ptr, ptr %r18
  %v539 = getelementptr inbounds double, ptr %v538, i64 %v537
  %v540 = load double, ptr %v539, align 8, !llvm.access.group !255, !alias.scope !90, !noalias !91
  %v541 = load ptr, ptr %r195
  %v542 = getelementptr inbounds double, ptr %v541, i64 %v536
  %v543 = load double, ptr %v542, align 8, !llvm.access.group !255, !alias.scope !122, !noalias !123
  %v544 = fsub double %v540, %v543
  %v545 = load ptr, ptr %r203
  %v546 = getelementptr inbounds double, ptr %v545, i64 %v534
  store double %v544, ptr %v546, align 8, !llvm.access.group !255, !alias.scope !124, !noalias !125
  br label %b527
b527:
  br label %b528
b528:
  %v533 = add nsw i64 %v532, 1
  %v547 = icmp slt i64 %v533, %v525
  br i1 %v547, label %b526, label %b529, !llvm.loop !256
b529:
  %v548 = load i64, ptr %r4
  %v549 = load i64, ptr %r12
  %v550 = mul i64 %v548, %v549
  store i64 %v550, ptr %r207
  %v551 = load i64, ptr %r207
  store i64 %v551, ptr %r209
  %v552 = load i64, ptr %r209
  %v553 = call ptr @procedure_alloc_within(ptr %context, i64 %v552, i64 8, i64 0)
  %v554 = icmp eq ptr %v553, null
  br i1 %v554, label %b14, label %b555, !prof !0
b555:
  store ptr %v553, ptr %r211
  %v556 = load ptr, ptr %r211
  call void @procedure_retain(ptr %v556)
  %v557 = load i64, ptr %r12
  store i64 %v557, ptr %r213, align 8
  %v558 = load i64, ptr %r4
  %v559 = getelementptr inbounds i64, ptr %r213, i64 1
  store i64 %v558, ptr %v559, align 8
  %v560 = load i64, ptr %r4
  %v561 = getelementptr inbounds i64, ptr %r213, i64 2
  store i64 %v560, ptr %v561, align 8
  %v562 = getelementptr inbounds i64, ptr %r213, i64 3
  store i64 0, ptr %v562, align 8
  %v563 = load i64, ptr %r4
  %v564 = getelementptr inbounds i64, ptr %r213, i64 4
  store i64 %v563, ptr %v564, align 8
  %v565 = getelementptr inbounds i64, ptr %r213, i64 5
  store i64 1, ptr %v565, align 8
  %v566 = getelementptr inbounds i64, ptr %r213, i64 6
  store i64 0, ptr %v566, align 8
  %v567 = load i64, ptr %r4
  %v568 = getelementptr inbounds i64, ptr %r213, i64 7
  store i64 %v567, ptr %v568, align 8
  %v569 = getelementptr inbounds i64, ptr %r213, i64 8
  store i64 1, ptr %v569, align 8
  %v570 = getelementptr inbounds i64, ptr %r213, i64 9
  store i64 0, ptr %v570, align 8
  %v571 = load i64, ptr %r4
  %v572 = getelementptr inbounds i64, ptr %r213, i64 10
  store i64 %v571, ptr %v572, align 8
  %v573 = getelementptr inbounds i64, ptr %r213, i64 11
  store i64 1, ptr %v573, align 8
  %v574 = load ptr, ptr %r10
  %v575 = load ptr, ptr %r189
  %v576 = load ptr, ptr %r211
  %v577 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v574, ptr %v575, ptr %v576, ptr %r213)
  %v578 = icmp eq i64 %v577, 0
  br i1 %v578, label %b14, label %b579, !prof !0
b579:
  %v580 = load i64, ptr %r12
  %v581 = mul i64 %v580, %v580
  store i64 %v581, ptr %r214
  %v582 = load i64, ptr %r214
  store i64 %v582, ptr %r216
  %v583 = load i64, ptr %r216
  %v584 = call ptr @procedure_alloc_within(ptr %context, i64 %v583, i64 8, i64 0)
  %v585 = icmp eq ptr %v584, null
  br i1 %v585, label %b14, label %b586, !prof !0
b586:
  store ptr %v584, ptr %r218
  %v587 = load i64, ptr %r12
  store i64 %v587, ptr %r220, align 8
  %v588 = load i64, ptr %r4
  %v589 = getelementptr inbounds i64, ptr %r220, i64 1
  store i64 %v588, ptr %v589, align 8
  %v590 = load i64, ptr %r12
  %v591 = getelementptr inbounds i64, ptr %r220, i64 2
  store i64 %v590, ptr %v591, align 8
  %v592 = getelementptr inbounds i64, ptr %r220, i64 3
  store i64 0, ptr %v592, align 8
  %v593 = load i64, ptr %r4
  %v594 = getelementptr inbounds i64, ptr %r220, i64 4
  store i64 %v593, ptr %v594, align 8
  %v595 = getelementptr inbounds i64, ptr %r220, i64 5
  store i64 1, ptr %v595, align 8
  %v596 = getelementptr inbounds i64, ptr %r220, i64 6
  store i64 0, ptr %v596, align 8
  %v597 = getelementptr inbounds i64, ptr %r220, i64 7
  store i64 1, ptr %v597, align 8
  %v598 = load i64, ptr %r4
  %v599 = getelementptr inbounds i64, ptr %r220, i64 8
  store i64 %v598, ptr %v599, align 8
  %v600 = getelementptr inbounds i64, ptr %r220, i64 9
  store i64 0, ptr %v600, align 8
  %v601 = load i64, ptr %r12
  %v602 = getelementptr inbounds i64, ptr %r220, i64 10
  store i64 %v601, ptr %v602, align 8
  %v603 = getelementptr inbounds i64, ptr %r220, i64 11
  store i64 1, ptr %v603, align 8
  %v604 = load ptr, ptr %r211
  %v605 = load ptr, ptr %r10
  %v606 = load ptr, ptr %r218
  %v607 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v604, ptr %v605, ptr %v606, ptr %r220)
  %v608 = icmp eq i64 %v607, 0
  br i1 %v608, label %b14, label %b609, !prof !0
b609:
  %v610 = load ptr, ptr %tape.top
  %v611 = ptrtoint ptr %v610 to i64
  %v612 = load ptr, ptr %tape.end
  %v613 = ptrtoint ptr %v612 to i64
  %v614 = sub i64 %v613, %v611
  %v615 = icmp slt i64 %v614, 16
  br i1 %v615, label %b616, label %b617, !prof !0
b616:
  %v618 = load ptr, ptr %tape.top
  %v619 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v618, ptr %v619, align 8
  %v620 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v621 = icmp eq i64 %v620, 0
  br i1 %v621, label %b14, label %b622, !prof !0
b622:
  %v623 = getelementptr inbounds i64, ptr %tape, i64 4
  %v624 = load ptr, ptr %v623, align 8
  store ptr %v624, ptr %tape.base
  %v625 = getelementptr inbounds i64, ptr %tape, i64 5
  %v626 = load ptr, ptr %v625, align 8
  store ptr %v626, ptr %tape.top
  %v627 = getelementptr inbounds i64, ptr %tape, i64 6
  %v628 = load ptr, ptr %v627, align 8
  store ptr %v628, ptr %tape.end
  br label %b617
b617:
  %v629 = load i64, ptr %r209
  %v630 = load ptr, ptr %tape.top
  %v631 = getelementptr i8, ptr %v630, i64 8
  store ptr %v631, ptr %tape.top
  store i64 %v629, ptr %v630, align 1, !alias.scope !78, !noalias !79
  %v632 = load ptr, ptr %r211
  %v633 = load ptr, ptr %tape.top
  %v634 = getelementptr i8, ptr %v633, i64 8
  store ptr %v634, ptr %tape.top
  store ptr %v632, ptr %v633, align 1, !alias.scope !78, !noalias !79
  %v635 = load i64, ptr %r214
  store i64 %v635, ptr %r221
  %v636 = load i64, ptr %r221
  %v637 = call ptr @procedure_alloc_within(ptr %context, i64 %v636, i64 8, i64 0)
  %v638 = icmp eq ptr %v637, null
  br i1 %v638, label %b14, label %b639, !prof !0
b639:
  store ptr %v637, ptr %r223
  %v640 = load i64, ptr %r214
  %v645 = icmp slt i64 0, %v640
  br i1 %v645, label %b646, label %b644
b646:
  br label %b641
b641:
  %v647 = phi i64 [ 0, %b646 ], [ %v648, %b643 ]
  store i64 %v647, ptr %r225
  %v649 = load i64, ptr %r225
  %v650 = load i64, ptr %r225
  %v651 = load ptr, ptr %r218
  %v652 = getelementptr inbounds double, ptr %v651, i64 %v650
  %v653 = load double, ptr %v652, align 8, !llvm.access.group !257, !alias.scope !128, !noalias !129
  %v654 = load ptr, ptr %r16
  %v655 = getelementptr inbounds double, ptr %v654, i64 %v650
  %v656 = load double, ptr %v655, align 8, !llvm.access.group !257, !alias.scope !88, !noalias !89
  %v657 = fadd double %v653, %v656
  %v658 = load ptr, ptr %r223
  %v659 = getelementptr inbounds double, ptr %v658, i64 %v649
  store double %v657, ptr %v659, align 8, !llvm.access.group !257, !alias.scope !130, !noalias !131
  br label %b642
b642:
  br label %b643
b643:
  %v648 = add nsw i64 %v647, 1
  %v660 = icmp slt i64 %v648, %v640
  br i1 %v660, label %b641, label %b644, !llvm.loop !258
b644:
  %v661 = load ptr, ptr %tape.top
  %v662 = ptrtoint ptr %v661 to i64
  %v663 = load ptr, ptr %tape.end
  %v664 = ptrtoint ptr %v663 to i64
  %v665 = sub i64 %v664, %v662
  %v666 = icmp slt i64 %v665, 8
  br i1 %v666, label %b667, label %b668, !prof !0
b667:
  %v669 = load ptr, ptr %tape.top
  %v670 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v669, ptr %v670, align 8
  %v671 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v672 = icmp eq i64 %v671, 0
  br i1 %v672, label %b14, label %b673, !prof !0
b673:
  %v674 = getelementptr inbounds i64, ptr %tape, i64 4
  %v675 = load ptr, ptr %v674, align 8
  store ptr %v675, ptr %tape.base
  %v676 = getelementptr inbounds i64, ptr %tape, i64 5
  %v677 = load ptr, ptr %v676, align 8
  store ptr %v677, ptr %tape.top
  %v678 = getelementptr inbounds i64, ptr %tape, i64 6
  %v679 = load ptr, ptr %v678, align 8
  store ptr %v679, ptr %tape.end
  br label %b668
b668:
  %v680 = load i64, ptr %r216
  %v681 = load ptr, ptr %tape.top
  %v682 = getelementptr i8, ptr %v681, i64 8
  store ptr %v682, ptr %tape.top
  store i64 %v680, ptr %v681, align 1, !alias.scope !78, !noalias !79
  %v683 = load i64, ptr %r207
  store i64 %v683, ptr %r227
  %v684 = load i64, ptr %r227
  %v685 = call ptr @procedure_alloc_within(ptr %context, i64 %v684, i64 8, i64 0)
  %v686 = icmp eq ptr %v685, null
  br i1 %v686, label %b14, label %b687, !prof !0
b687:
  store ptr %v685, ptr %r229
  %v688 = load i64, ptr %r12
  store i64 %v688, ptr %r231, align 8
  %v689 = load i64, ptr %r4
  %v690 = getelementptr inbounds i64, ptr %r231, i64 1
  store i64 %v689, ptr %v690, align 8
  %v691 = load i64, ptr %r4
  %v692 = getelementptr inbounds i64, ptr %r231, i64 2
  store i64 %v691, ptr %v692, align 8
  %v693 = getelementptr inbounds i64, ptr %r231, i64 3
  store i64 0, ptr %v693, align 8
  %v694 = load i64, ptr %r4
  %v695 = getelementptr inbounds i64, ptr %r231, i64 4
  store i64 %v694, ptr %v695, align 8
  %v696 = getelementptr inbounds i64, ptr %r231, i64 5
  store i64 1, ptr %v696, align 8
  %v697 = getelementptr inbounds i64, ptr %r231, i64 6
  store i64 0, ptr %v697, align 8
  %v698 = load i64, ptr %r4
  %v699 = getelementptr inbounds i64, ptr %r231, i64 7
  store i64 %v698, ptr %v699, align 8
  %v700 = getelementptr inbounds i64, ptr %r231, i64 8
  store i64 1, ptr %v700, align 8
  %v701 = getelementptr inbounds i64, ptr %r231, i64 9
  store i64 0, ptr %v701, align 8
  %v702 = load i64, ptr %r4
  %v703 = getelementptr inbounds i64, ptr %r231, i64 10
  store i64 %v702, ptr %v703, align 8
  %v704 = getelementptr inbounds i64, ptr %r231, i64 11
  store i64 1, ptr %v704, align 8
  %v705 = load ptr, ptr %r10
  %v706 = load ptr, ptr %r189
  %v707 = load ptr, ptr %r229
  %v708 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v705, ptr %v706, ptr %v707, ptr %r231)
  %v709 = icmp eq i64 %v708, 0
  br i1 %v709, label %b14, label %b710, !prof !0
b710:
  %v711 = load i64, ptr %r214
  store i64 %v711, ptr %r232
  %v712 = load i64, ptr %r232
  %v713 = call ptr @procedure_alloc_within(ptr %context, i64 %v712, i64 8, i64 0)
  %v714 = icmp eq ptr %v713, null
  br i1 %v714, label %b14, label %b715, !prof !0
b715:
  store ptr %v713, ptr %r234
  %v716 = load ptr, ptr %r234
  call void @procedure_retain(ptr %v716)
  %v717 = load i64, ptr %r214
  %v722 = icmp slt i64 0, %v717
  br i1 %v722, label %b723, label %b721
b723:
  br label %b718
b718:
  %v724 = phi i64 [ 0, %b723 ], [ %v725, %b720 ]
  store i64 %v724, ptr %r236
  %v726 = load i64, ptr %r236
  %v727 = load i64, ptr %r236
  %v728 = load ptr, ptr %r223
  %v729 = getelementptr inbounds double, ptr %v728, i64 %v727
  %v730 = load double, ptr %v729, align 8, !llvm.access.group !259, !alias.scope !130, !noalias !131
  %v731 = load ptr, ptr %r234
  %v732 = getelementptr inbounds double, ptr %v731, i64 %v726
  store double %v730, ptr %v732, align 8, !llvm.access.group !259, !alias.scope !134, !noalias !135
  br label %b719
b719:
  br label %b720
b720:
  %v725 = add nsw i64 %v724, 1
  %v733 = icmp slt i64 %v725, %v717
  br i1 %v733, label %b718, label %b721, !llvm.loop !260
b721:
  %v734 = load i64, ptr %r207
  store i64 %v734, ptr %r238
  %v735 = load i64, ptr %r238
  %v736 = call ptr @procedure_alloc_within(ptr %context, i64 %v735, i64 8, i64 0)
  %v737 = icmp eq ptr %v736, null
  br i1 %v737, label %b14, label %b738, !prof !0
b738:
  store ptr %v736, ptr %r240
  %v739 = load ptr, ptr %r240
  call void @procedure_retain(ptr %v739)
  %v740 = load i64, ptr %r207
  %v745 = icmp slt i64 0, %v740
  br i1 %v745, label %b746, label %b744
b746:
  br label %b741
b741:
  %v747 = phi i64 [ 0, %b746 ], [ %v748, %b743 ]
  store i64 %v747, ptr %r242
  %v749 = load i64, ptr %r242
  %v750 = load i64, ptr %r242
  %v751 = load ptr, ptr %r229
  %v752 = getelementptr inbounds double, ptr %v751, i64 %v750
  %v753 = load double, ptr %v752, align 8, !llvm.access.group !261, !alias.scope !132, !noalias !133
  %v754 = load ptr, ptr %r240
  %v755 = getelementptr inbounds double, ptr %v754, i64 %v749
  store double %v753, ptr %v755, align 8, !llvm.access.group !261, !alias.scope !136, !noalias !137
  br label %b742
b742:
  br label %b743
b743:
  %v748 = add nsw i64 %v747, 1
  %v756 = icmp slt i64 %v748, %v740
  br i1 %v756, label %b741, label %b744, !llvm.loop !262
b744:
  %v757 = load ptr, ptr %tape.top
  %v758 = ptrtoint ptr %v757 to i64
  %v759 = load ptr, ptr %tape.end
  %v760 = ptrtoint ptr %v759 to i64
  %v761 = sub i64 %v760, %v758
  %v762 = icmp slt i64 %v761, 8
  br i1 %v762, label %b763, label %b764, !prof !0
b763:
  %v765 = load ptr, ptr %tape.top
  %v766 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v765, ptr %v766, align 8
  %v767 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v768 = icmp eq i64 %v767, 0
  br i1 %v768, label %b14, label %b769, !prof !0
b769:
  %v770 = getelementptr inbounds i64, ptr %tape, i64 4
  %v771 = load ptr, ptr %v770, align 8
  store ptr %v771, ptr %tape.base
  %v772 = getelementptr inbounds i64, ptr %tape, i64 5
  %v773 = load ptr, ptr %v772, align 8
  store ptr %v773, ptr %tape.top
  %v774 = getelementptr inbounds i64, ptr %tape, i64 6
  %v775 = load ptr, ptr %v774, align 8
  store ptr %v775, ptr %tape.end
  br label %b764
b764:
  %v776 = load i64, ptr %r227
  %v777 = load ptr, ptr %tape.top
  %v778 = getelementptr i8, ptr %v777, i64 8
  store ptr %v778, ptr %tape.top
  store i64 %v776, ptr %v777, align 1, !alias.scope !78, !noalias !79
  store double 0x0000000000000000, ptr %r244
  store i1 false, ptr %r246
  store i64 0, ptr %r248
  br label %b779
b779:
  %v782 = load i1, ptr %r246
  br i1 %v782, label %b783, label %b785
b783:
  br label %b781
b785:
  store double 0x3FF0000000000000, ptr %r250
  store i1 false, ptr %r252
  %v786 = load i64, ptr %r12
  store i64 %v786, ptr %r254
  store i64 0, ptr %r43
  store i1 false, ptr %r256
  store i64 0, ptr %r258
  br label %b787
b787:
  %v790 = load i1, ptr %r256
  %v791 = load i64, ptr %r43
  %v792 = load i64, ptr %r254
  %v793 = icmp sge i64 %v791, %v792
  %v794 = or i1 %v790, %v793
  br i1 %v794, label %b795, label %b797
b795:
  br label %b789
b797:
  %v798 = load i64, ptr %r43
  %v799 = add i64 %v798, 1
  store i64 %v799, ptr %r260
  %v800 = load i64, ptr %r12
  %v801 = load i64, ptr %r43
  %v802 = mul i64 %v800, %v801
  %v803 = add i64 %v802, %v801
  %v804 = load ptr, ptr %r234
  %v805 = getelementptr inbounds double, ptr %v804, i64 %v803
  %v806 = load double, ptr %v805, align 8, !alias.scope !134, !noalias !135
  %v807 = call double @llvm.fabs.f64(double %v806)
  store double %v807, ptr %r262
  %v808 = load ptr, ptr %tape.top
  %v809 = ptrtoint ptr %v808 to i64
  %v810 = load ptr, ptr %tape.end
  %v811 = ptrtoint ptr %v810 to i64
  %v812 = sub i64 %v811, %v809
  %v813 = icmp slt i64 %v812, 8
  br i1 %v813, label %b814, label %b815, !prof !0
b814:
  %v816 = load ptr, ptr %tape.top
  %v817 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v816, ptr %v817, align 8
  %v818 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v819 = icmp eq i64 %v818, 0
  br i1 %v819, label %b14, label %b820, !prof !0
b820:
  %v821 = getelementptr inbounds i64, ptr %tape, i64 4
  %v822 = load ptr, ptr %v821, align 8
  store ptr %v822, ptr %tape.base
  %v823 = getelementptr inbounds i64, ptr %tape, i64 5
  %v824 = load ptr, ptr %v823, align 8
  store ptr %v824, ptr %tape.top
  %v825 = getelementptr inbounds i64, ptr %tape, i64 6
  %v826 = load ptr, ptr %v825, align 8
  store ptr %v826, ptr %tape.end
  br label %b815
b815:
  %v827 = load i64, ptr %r45
  %v828 = load ptr, ptr %tape.top
  %v829 = getelementptr i8, ptr %v828, i64 8
  store ptr %v829, ptr %tape.top
  store i64 %v827, ptr %v828, align 1, !alias.scope !78, !noalias !79
  %v830 = load i64, ptr %r43
  store i64 %v830, ptr %r45
  %v831 = load i64, ptr %r260
  %v832 = load i64, ptr %r12
  %v837 = icmp slt i64 %v831, %v832
  br i1 %v837, label %b838, label %b836
b838:
  br label %b833
b833:
  %v839 = phi i64 [ %v831, %b838 ], [ %v840, %b835 ]
  store i64 %v839, ptr %r264
  %v841 = load i64, ptr %r12
  %v842 = load i64, ptr %r264
  %v843 = mul i64 %v841, %v842
  %v844 = load i64, ptr %r43
  %v845 = add i64 %v843, %v844
  %v846 = load ptr, ptr %r234
  %v847 = getelementptr inbounds double, ptr %v846, i64 %v845
  %v848 = load double, ptr %v847, align 8, !alias.scope !134, !noalias !135
  %v849 = call double @llvm.fabs.f64(double %v848)
  store double %v849, ptr %r266
  %v850 = load double, ptr %r266
  %v851 = load double, ptr %r262
  %v852 = fcmp ogt double %v850, %v851
  br i1 %v852, label %b853, label %b854
b853:
  %v856 = load i64, ptr %r264
  store i64 %v856, ptr %r268
  %v857 = load double, ptr %r266
  store double %v857, ptr %r270
  br label %b855
b854:
  %v858 = load i64, ptr %r45
  store i64 %v858, ptr %r268
  %v859 = load double, ptr %r262
  store double %v859, ptr %r270
  br label %b855
b855:
  %v860 = load double, ptr %r270
  store double %v860, ptr %r262
  %v861 = load i64, ptr %r268
  store i64 %v861, ptr %r45
  br label %b834
b834:
  br label %b835
b835:
  %v840 = add nsw i64 %v839, 1
  %v862 = icmp slt i64 %v840, %v832
  br i1 %v862, label %b833, label %b836, !llvm.loop !263
b836:
  %v863 = load double, ptr %r262
  %v864 = fcmp oeq double %v863, 0x0000000000000000
  store i1 %v864, ptr %r272
  %v865 = load i1, ptr %r272
  store i1 %v865, ptr %r274
  %v866 = load i1, ptr %r274
  br i1 %v866, label %b867, label %b868
b867:
  store double 0x0000000000000000, ptr %r244
  store i1 true, ptr %r252
  store i1 true, ptr %r256
  br label %b869
b868:
  %v870 = load i64, ptr %r45
  %v871 = load i64, ptr %r43
  %v872 = icmp ne i64 %v870, %v871
  store i1 %v872, ptr %r276
  %v873 = load i1, ptr %r276
  br i1 %v873, label %b874, label %b875
b874:
  %v877 = load i64, ptr %r43
  store i64 %v877, ptr %r278
  %v878 = load i64, ptr %r12
  %v879 = load i64, ptr %r278
  %v880 = sub i64 %v878, %v879
  %v881 = icmp sgt i64 %v880, 0
  %v882 = select i1 %v881, i64 %v880, i64 0
  store i64 %v882, ptr %r280
  %v883 = mul i64 0, 2
  store i64 %v883, ptr %r282
  %v884 = load i64, ptr %r282
  %v885 = load i64, ptr %r280
  %v886 = add i64 %v884, %v885
  store i64 %v886, ptr %r284
  %v887 = load i64, ptr %r284
  %v888 = load i64, ptr %r280
  %v889 = add i64 %v887, %v888
  %v890 = mul i64 %v889, 8
  %v891 = add i64 %v890, 7
  %v892 = sdiv i64 %v891, 8
  store i64 %v892, ptr %r286
  %v893 = load i64, ptr %r286
  %v894 = load ptr, ptr %tape.top
  %v895 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v894, ptr %v895, align 8
  %v896 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v893, i64 8)
  %v897 = icmp eq ptr %v896, null
  br i1 %v897, label %b14, label %b898, !prof !0
b898:
  %v899 = getelementptr inbounds i64, ptr %tape, i64 4
  %v900 = load ptr, ptr %v899, align 8
  store ptr %v900, ptr %tape.base
  %v901 = getelementptr inbounds i64, ptr %tape, i64 5
  %v902 = load ptr, ptr %v901, align 8
  store ptr %v902, ptr %tape.top
  %v903 = getelementptr inbounds i64, ptr %tape, i64 6
  %v904 = load ptr, ptr %v903, align 8
  store ptr %v904, ptr %tape.end
  store ptr %v896, ptr %r288
  %v905 = load i64, ptr %r278
  %v906 = load i64, ptr %r12
  %v907 = icmp slt i64 %v905, %v906
  %v908 = load i64, ptr %r45
  %v909 = icmp sge i64 %v908, %v906
  %v910 = and i1 %v907, %v909
  br i1 %v910, label %b914, label %b913, !prof !0
b913:
  %v915 = load i64, ptr %r278
  %v916 = load i64, ptr %r12
  %v921 = icmp slt i64 %v915, %v916
  br i1 %v921, label %b922, label %b920
b922:
  br label %b917
b917:
  %v923 = phi i64 [ %v915, %b922 ], [ %v924, %b919 ]
  store i64 %v923, ptr %r290
  %v925 = load i64, ptr %r12
  %v926 = load i64, ptr %r43
  %v927 = mul i64 %v925, %v926
  %v928 = load i64, ptr %r290
  %v929 = add i64 %v927, %v928
  %v930 = load ptr, ptr %r234
  %v931 = getelementptr inbounds double, ptr %v930, i64 %v929
  %v932 = load double, ptr %v931, align 8, !alias.scope !134, !noalias !135
  store double %v932, ptr %r292
  %v933 = load i64, ptr %r282
  %v934 = load i64, ptr %r290
  %v935 = load i64, ptr %r278
  %v936 = sub i64 %v934, %v935
  %v937 = add i64 %v933, %v936
  %v938 = load i64, ptr %r12
  %v939 = load i64, ptr %r43
  %v940 = mul i64 %v938, %v939
  %v941 = load i64, ptr %r290
  %v942 = add i64 %v940, %v941
  %v943 = load ptr, ptr %r234
  %v944 = getelementptr inbounds double, ptr %v943, i64 %v942
  %v945 = load double, ptr %v944, align 8, !alias.scope !134, !noalias !135
  %v946 = load ptr, ptr %r288
  %v947 = getelementptr inbounds double, ptr %v946, i64 %v937
  store double %v945, ptr %v947, align 8, !alias.scope !78, !noalias !79
  %v948 = load i64, ptr %r12
  %v949 = load i64, ptr %r43
  %v950 = mul i64 %v948, %v949
  %v951 = load i64, ptr %r290
  %v952 = add i64 %v950, %v951
  %v953 = load i64, ptr %r12
  %v954 = load i64, ptr %r45
  %v955 = mul i64 %v953, %v954
  %v956 = load i64, ptr %r290
  %v957 = add i64 %v955, %v956
  %v958 = load ptr, ptr %r234
  %v959 = getelementptr inbounds double, ptr %v958, i64 %v957
  %v960 = load double, ptr %v959, align 8, !alias.scope !134, !noalias !135
  %v961 = load ptr, ptr %r234
  %v962 = getelementptr inbounds double, ptr %v961, i64 %v952
  store double %v960, ptr %v962, align 8, !alias.scope !134, !noalias !135
  %v963 = load i64, ptr %r284
  %v964 = load i64, ptr %r290
  %v965 = load i64, ptr %r278
  %v966 = sub i64 %v964, %v965
  %v967 = add i64 %v963, %v966
  %v968 = load i64, ptr %r12
  %v969 = load i64, ptr %r45
  %v970 = mul i64 %v968, %v969
  %v971 = load i64, ptr %r290
  %v972 = add i64 %v970, %v971
  %v973 = load ptr, ptr %r234
  %v974 = getelementptr inbounds double, ptr %v973, i64 %v972
  %v975 = load double, ptr %v974, align 8, !alias.scope !134, !noalias !135
  %v976 = load ptr, ptr %r288
  %v977 = getelementptr inbounds double, ptr %v976, i64 %v967
  store double %v975, ptr %v977, align 8, !alias.scope !78, !noalias !79
  %v978 = load i64, ptr %r12
  %v979 = load i64, ptr %r45
  %v980 = mul i64 %v978, %v979
  %v981 = load i64, ptr %r290
  %v982 = add i64 %v980, %v981
  %v983 = load double, ptr %r292
  %v984 = load ptr, ptr %r234
  %v985 = getelementptr inbounds double, ptr %v984, i64 %v982
  store double %v983, ptr %v985, align 8, !alias.scope !134, !noalias !135
  br label %b918
b918:
  br label %b919
b919:
  %v924 = add nsw i64 %v923, 1
  %v986 = icmp slt i64 %v924, %v916
  br i1 %v986, label %b917, label %b920, !llvm.loop !264
b920:
  %v987 = load ptr, ptr %tape.top
  %v988 = ptrtoint ptr %v987 to i64
  %v989 = load ptr, ptr %tape.end
  %v990 = ptrtoint ptr %v989 to i64
  %v991 = sub i64 %v990, %v988
  %v992 = icmp slt i64 %v991, 8
  br i1 %v992, label %b993, label %b994, !prof !0
b993:
  %v995 = load ptr, ptr %tape.top
  %v996 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v995, ptr %v996, align 8
  %v997 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v998 = icmp eq i64 %v997, 0
  br i1 %v998, label %b14, label %b999, !prof !0
b999:
  %v1000 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1001 = load ptr, ptr %v1000, align 8
  store ptr %v1001, ptr %tape.base
  %v1002 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1003 = load ptr, ptr %v1002, align 8
  store ptr %v1003, ptr %tape.top
  %v1004 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1005 = load ptr, ptr %v1004, align 8
  store ptr %v1005, ptr %tape.end
  br label %b994
b994:
  %v1006 = load i64, ptr %r278
  %v1007 = load ptr, ptr %tape.top
  %v1008 = getelementptr i8, ptr %v1007, i64 8
  store ptr %v1008, ptr %tape.top
  store i64 %v1006, ptr %v1007, align 1, !alias.scope !78, !noalias !79
  %v1009 = load i64, ptr %r4
  %v1010 = sub i64 %v1009, 0
  %v1011 = icmp sgt i64 %v1010, 0
  %v1012 = select i1 %v1011, i64 %v1010, i64 0
  store i64 %v1012, ptr %r294
  %v1013 = mul i64 0, 2
  store i64 %v1013, ptr %r296
  %v1014 = load i64, ptr %r296
  %v1015 = load i64, ptr %r294
  %v1016 = add i64 %v1014, %v1015
  store i64 %v1016, ptr %r298
  %v1017 = load i64, ptr %r298
  %v1018 = load i64, ptr %r294
  %v1019 = add i64 %v1017, %v1018
  %v1020 = mul i64 %v1019, 8
  %v1021 = add i64 %v1020, 7
  %v1022 = sdiv i64 %v1021, 8
  store i64 %v1022, ptr %r300
  %v1023 = load i64, ptr %r300
  %v1024 = load ptr, ptr %tape.top
  %v1025 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1024, ptr %v1025, align 8
  %v1026 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v1023, i64 8)
  %v1027 = icmp eq ptr %v1026, null
  br i1 %v1027, label %b14, label %b1028, !prof !0
b1028:
  %v1029 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1030 = load ptr, ptr %v1029, align 8
  store ptr %v1030, ptr %tape.base
  %v1031 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1032 = load ptr, ptr %v1031, align 8
  store ptr %v1032, ptr %tape.top
  %v1033 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1034 = load ptr, ptr %v1033, align 8
  store ptr %v1034, ptr %tape.end
  store ptr %v1026, ptr %r302
  %v1035 = load i64, ptr %r4
  %v1036 = icmp slt i64 0, %v1035
  %v1037 = load i64, ptr %r45
  %v1038 = load i64, ptr %r12
  %v1039 = icmp sge i64 %v1037, %v1038
  %v1040 = and i1 %v1036, %v1039
  br i1 %v1040, label %b914, label %b1043, !prof !0
b1043:
  %v1044 = load i64, ptr %r4
  %v1049 = icmp slt i64 0, %v1044
  br i1 %v1049, label %b1050, label %b1048
b1050:
  br label %b1045
b1045:
  %v1051 = phi i64 [ 0, %b1050 ], [ %v1052, %b1047 ]
  store i64 %v1051, ptr %r304
  %v1053 = load i64, ptr %r4
  %v1054 = load i64, ptr %r43
  %v1055 = mul i64 %v1053, %v1054
  %v1056 = load i64, ptr %r304
  %v1057 = add i64 %v1055, %v1056
  %v1058 = load ptr, ptr %r240
  %v1059 = getelementptr inbounds double, ptr %v1058, i64 %v1057
  %v1060 = load double, ptr %v1059, align 8, !alias.scope !136, !noalias !137
  store double %v1060, ptr %r306
  %v1061 = load i64, ptr %r296
  %v1062 = load i64, ptr %r304
  %v1063 = add i64 %v1061, %v1062
  %v1064 = load i64, ptr %r4
  %v1065 = load i64, ptr %r43
  %v1066 = mul i64 %v1064, %v1065
  %v1067 = load i64, ptr %r304
  %v1068 = add i64 %v1066, %v1067
  %v1069 = load ptr, ptr %r240
  %v1070 = getelementptr inbounds double, ptr %v1069, i64 %v1068
  %v1071 = load double, ptr %v1070, align 8, !alias.scope !136, !noalias !137
  %v1072 = load ptr, ptr %r302
  %v1073 = getelementptr inbounds double, ptr %v1072, i64 %v1063
  store double %v1071, ptr %v1073, align 8, !alias.scope !78, !noalias !79
  %v1074 = load i64, ptr %r4
  %v1075 = load i64, ptr %r43
  %v1076 = mul i64 %v1074, %v1075
  %v1077 = load i64, ptr %r304
  %v1078 = add i64 %v1076, %v1077
  %v1079 = load i64, ptr %r4
  %v1080 = load i64, ptr %r45
  %v1081 = mul i64 %v1079, %v1080
  %v1082 = load i64, ptr %r304
  %v1083 = add i64 %v1081, %v1082
  %v1084 = load ptr, ptr %r240
  %v1085 = getelementptr inbounds double, ptr %v1084, i64 %v1083
  %v1086 = load double, ptr %v1085, align 8, !alias.scope !136, !noalias !137
  %v1087 = load ptr, ptr %r240
  %v1088 = getelementptr inbounds double, ptr %v1087, i64 %v1078
  store double %v1086, ptr %v1088, align 8, !alias.scope !136, !noalias !137
  %v1089 = load i64, ptr %r298
  %v1090 = load i64, ptr %r304
  %v1091 = add i64 %v1089, %v1090
  %v1092 = load i64, ptr %r4
  %v1093 = load i64, ptr %r45
  %v1094 = mul i64 %v1092, %v1093
  %v1095 = load i64, ptr %r304
  %v1096 = add i64 %v1094, %v1095
  %v1097 = load ptr, ptr %r240
  %v1098 = getelementptr inbounds double, ptr %v1097, i64 %v1096
  %v1099 = load double, ptr %v1098, align 8, !alias.scope !136, !noalias !137
  %v1100 = load ptr, ptr %r302
  %v1101 = getelementptr inbounds double, ptr %v1100, i64 %v1091
  store double %v1099, ptr %v1101, align 8, !alias.scope !78, !noalias !79
  %v1102 = load i64, ptr %r4
  %v1103 = load i64, ptr %r45
  %v1104 = mul i64 %v1102, %v1103
  %v1105 = load i64, ptr %r304
  %v1106 = add i64 %v1104, %v1105
  %v1107 = load double, ptr %r306
  %v1108 = load ptr, ptr %r240
  %v1109 = getelementptr inbounds double, ptr %v1108, i64 %v1106
  store double %v1107, ptr %v1109, align 8, !alias.scope !136, !noalias !137
  br label %b1046
b1046:
  br label %b1047
b1047:
  %v1052 = add nsw i64 %v1051, 1
  %v1110 = icmp slt i64 %v1052, %v1044
  br i1 %v1110, label %b1045, label %b1048, !llvm.loop !265
b1048:
  %v1111 = load double, ptr %r250
  %v1112 = fneg double %v1111
  store double %v1112, ptr %r308
  br label %b876
b875:
  %v1113 = load double, ptr %r250
  store double %v1113, ptr %r308
  br label %b876
b876:
  %v1114 = load i64, ptr %r260
  store i64 %v1114, ptr %r310
  %v1115 = load i64, ptr %r310
  %v1116 = load i64, ptr %r12
  %v1121 = icmp slt i64 %v1115, %v1116
  br i1 %v1121, label %b1122, label %b1120
b1122:
  br label %b1117
b1117:
  %v1123 = phi i64 [ %v1115, %b1122 ], [ %v1124, %b1119 ]
  store i64 %v1123, ptr %r312
  %v1125 = load ptr, ptr %tape.top
  %v1126 = ptrtoint ptr %v1125 to i64
  %v1127 = load ptr, ptr %tape.end
  %v1128 = ptrtoint ptr %v1127 to i64
  %v1129 = sub i64 %v1128, %v1126
  %v1130 = icmp slt i64 %v1129, 8
  br i1 %v1130, label %b1131, label %b1132, !prof !0
b1131:
  %v1133 = load ptr, ptr %tape.top
  %v1134 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1133, ptr %v1134, align 8
  %v1135 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1136 = icmp eq i64 %v1135, 0
  br i1 %v1136, label %b14, label %b1137, !prof !0
b1137:
  %v1138 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1139 = load ptr, ptr %v1138, align 8
  store ptr %v1139, ptr %tape.base
  %v1140 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1141 = load ptr, ptr %v1140, align 8
  store ptr %v1141, ptr %tape.top
  %v1142 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1143 = load ptr, ptr %v1142, align 8
  store ptr %v1143, ptr %tape.end
  br label %b1132
b1132:
  %v1144 = load double, ptr %r47
  %v1145 = load ptr, ptr %tape.top
  %v1146 = getelementptr i8, ptr %v1145, i64 8
  store ptr %v1146, ptr %tape.top
  store double %v1144, ptr %v1145, align 1, !alias.scope !78, !noalias !79
  %v1147 = load i64, ptr %r12
  %v1148 = load i64, ptr %r312
  %v1149 = mul i64 %v1147, %v1148
  %v1150 = load i64, ptr %r43
  %v1151 = add i64 %v1149, %v1150
  %v1152 = load ptr, ptr %r234
  %v1153 = getelementptr inbounds double, ptr %v1152, i64 %v1151
  %v1154 = load double, ptr %v1153, align 8, !alias.scope !134, !noalias !135
  %v1155 = mul i64 %v1147, %v1150
  %v1156 = add i64 %v1155, %v1150
  %v1157 = load ptr, ptr %r234
  %v1158 = getelementptr inbounds double, ptr %v1157, i64 %v1156
  %v1159 = load double, ptr %v1158, align 8, !alias.scope !134, !noalias !135
  %v1160 = fdiv double %v1154, %v1159
  store double %v1160, ptr %r47
  %v1161 = load i64, ptr %r260
  store i64 %v1161, ptr %r314
  %v1162 = load i64, ptr %r12
  %v1163 = load i64, ptr %r314
  %v1164 = sub i64 %v1162, %v1163
  %v1165 = icmp sgt i64 %v1164, 0
  %v1166 = select i1 %v1165, i64 %v1164, i64 0
  store i64 %v1166, ptr %r316
  %v1167 = mul i64 0, 2
  store i64 %v1167, ptr %r318
  %v1168 = load i64, ptr %r318
  %v1169 = load i64, ptr %r316
  %v1170 = add i64 %v1168, %v1169
  %v1171 = mul i64 %v1170, 8
  %v1172 = add i64 %v1171, 7
  %v1173 = sdiv i64 %v1172, 8
  store i64 %v1173, ptr %r320
  %v1174 = load i64, ptr %r320
  %v1175 = load ptr, ptr %tape.top
  %v1176 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1175, ptr %v1176, align 8
  %v1177 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v1174, i64 8)
  %v1178 = icmp eq ptr %v1177, null
  br i1 %v1178, label %b14, label %b1179, !prof !0
b1179:
  %v1180 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1181 = load ptr, ptr %v1180, align 8
  store ptr %v1181, ptr %tape.base
  %v1182 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1183 = load ptr, ptr %v1182, align 8
  store ptr %v1183, ptr %tape.top
  %v1184 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1185 = load ptr, ptr %v1184, align 8
  store ptr %v1185, ptr %tape.end
  store ptr %v1177, ptr %r322
  %v1186 = load i64, ptr %r314
  %v1187 = load i64, ptr %r12
  %v1192 = icmp slt i64 %v1186, %v1187
  br i1 %v1192, label %b1193, label %b1191
b1193:
  br label %b1188
b1188:
  %v1194 = phi i64 [ %v1186, %b1193 ], [ %v1195, %b1190 ]
  store i64 %v1194, ptr %r324
  %v1196 = load i64, ptr %r318
  %v1197 = load i64, ptr %r324
  %v1198 = load i64, ptr %r314
  %v1199 = sub i64 %v1197, %v1198
  %v1200 = add i64 %v1196, %v1199
  %v1201 = load i64, ptr %r12
  %v1202 = load i64, ptr %r312
  %v1203 = mul i64 %v1201, %v1202
  %v1204 = load i64, ptr %r324
  %v1205 = add i64 %v1203, %v1204
  %v1206 = load ptr, ptr %r234
  %v1207 = getelementptr inbounds double, ptr %v1206, i64 %v1205
  %v1208 = load double, ptr %v1207, align 8, !alias.scope !134, !noalias !135
  %v1209 = load ptr, ptr %r322
  %v1210 = getelementptr inbounds double, ptr %v1209, i64 %v1200
  store double %v1208, ptr %v1210, align 8, !alias.scope !78, !noalias !79
  %v1211 = load i64, ptr %r12
  %v1212 = load i64, ptr %r312
  %v1213 = mul i64 %v1211, %v1212
  %v1214 = load i64, ptr %r324
  %v1215 = add i64 %v1213, %v1214
  %v1216 = load i64, ptr %r12
  %v1217 = load i64, ptr %r312
  %v1218 = mul i64 %v1216, %v1217
  %v1219 = load i64, ptr %r324
  %v1220 = add i64 %v1218, %v1219
  %v1221 = load ptr, ptr %r234
  %v1222 = getelementptr inbounds double, ptr %v1221, i64 %v1220
  %v1223 = load double, ptr %v1222, align 8, !alias.scope !134, !noalias !135
  %v1224 = load double, ptr %r47
  %v1225 = load i64, ptr %r43
  %v1226 = mul i64 %v1216, %v1225
  %v1227 = add i64 %v1226, %v1219
  %v1228 = load ptr, ptr %r234
  %v1229 = getelementptr inbounds double, ptr %v1228, i64 %v1227
  %v1230 = load double, ptr %v1229, align 8, !alias.scope !134, !noalias !135
  %v1231 = fmul double %v1224, %v1230
  %v1232 = fsub double %v1223, %v1231
  %v1233 = load ptr, ptr %r234
  %v1234 = getelementptr inbounds double, ptr %v1233, i64 %v1215
  store double %v1232, ptr %v1234, align 8, !alias.scope !134, !noalias !135
  br label %b1189
b1189:
  br label %b1190
b1190:
  %v1195 = add nsw i64 %v1194, 1
  %v1235 = icmp slt i64 %v1195, %v1187
  br i1 %v1235, label %b1188, label %b1191, !llvm.loop !266
b1191:
  %v1236 = load ptr, ptr %tape.top
  %v1237 = ptrtoint ptr %v1236 to i64
  %v1238 = load ptr, ptr %tape.end
  %v1239 = ptrtoint ptr %v1238 to i64
  %v1240 = sub i64 %v1239, %v1237
  %v1241 = icmp slt i64 %v1240, 8
  br i1 %v1241, label %b1242, label %b1243, !prof !0
b1242:
  %v1244 = load ptr, ptr %tape.top
  %v1245 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1244, ptr %v1245, align 8
  %v1246 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1247 = icmp eq i64 %v1246, 0
  br i1 %v1247, label %b14, label %b1248, !prof !0
b1248:
  %v1249 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1250 = load ptr, ptr %v1249, align 8
  store ptr %v1250, ptr %tape.base
  %v1251 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1252 = load ptr, ptr %v1251, align 8
  store ptr %v1252, ptr %tape.top
  %v1253 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1254 = load ptr, ptr %v1253, align 8
  store ptr %v1254, ptr %tape.end
  br label %b1243
b1243:
  %v1255 = load i64, ptr %r314
  %v1256 = load ptr, ptr %tape.top
  %v1257 = getelementptr i8, ptr %v1256, i64 8
  store ptr %v1257, ptr %tape.top
  store i64 %v1255, ptr %v1256, align 1, !alias.scope !78, !noalias !79
  %v1258 = load i64, ptr %r4
  %v1259 = sub i64 %v1258, 0
  %v1260 = icmp sgt i64 %v1259, 0
  %v1261 = select i1 %v1260, i64 %v1259, i64 0
  store i64 %v1261, ptr %r326
  %v1262 = mul i64 0, 2
  store i64 %v1262, ptr %r328
  %v1263 = load i64, ptr %r328
  %v1264 = load i64, ptr %r326
  %v1265 = add i64 %v1263, %v1264
  %v1266 = mul i64 %v1265, 8
  %v1267 = add i64 %v1266, 7
  %v1268 = sdiv i64 %v1267, 8
  store i64 %v1268, ptr %r330
  %v1269 = load i64, ptr %r330
  %v1270 = load ptr, ptr %tape.top
  %v1271 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1270, ptr %v1271, align 8
  %v1272 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v1269, i64 8)
  %v1273 = icmp eq ptr %v1272, null
  br i1 %v1273, label %b14, label %b1274, !prof !0
b1274:
  %v1275 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1276 = load ptr, ptr %v1275, align 8
  store ptr %v1276, ptr %tape.base
  %v1277 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1278 = load ptr, ptr %v1277, align 8
  store ptr %v1278, ptr %tape.top
  %v1279 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1280 = load ptr, ptr %v1279, align 8
  store ptr %v1280, ptr %tape.end
  store ptr %v1272, ptr %r332
  %v1281 = load i64, ptr %r4
  %v1286 = icmp slt i64 0, %v1281
  br i1 %v1286, label %b1287, label %b1285
b1287:
  br label %b1282
b1282:
  %v1288 = phi i64 [ 0, %b1287 ], [ %v1289, %b1284 ]
  store i64 %v1288, ptr %r334
  %v1290 = load i64, ptr %r328
  %v1291 = load i64, ptr %r334
  %v1292 = add i64 %v1290, %v1291
  %v1293 = load i64, ptr %r4
  %v1294 = load i64, ptr %r312
  %v1295 = mul i64 %v1293, %v1294
  %v1296 = load i64, ptr %r334
  %v1297 = add i64 %v1295, %v1296
  %v1298 = load ptr, ptr %r240
  %v1299 = getelementptr inbounds double, ptr %v1298, i64 %v1297
  %v1300 = load double, ptr %v1299, align 8, !alias.scope !136, !noalias !137
  %v1301 = load ptr, ptr %r332
  %v1302 = getelementptr inbounds double, ptr %v1301, i64 %v1292
  store double %v1300, ptr %v1302, align 8, !alias.scope !78, !noalias !79
  %v1303 = load i64, ptr %r4
  %v1304 = load i64, ptr %r312
  %v1305 = mul i64 %v1303, %v1304
  %v1306 = load i64, ptr %r334
  %v1307 = add i64 %v1305, %v1306
  %v1308 = load i64, ptr %r4
  %v1309 = load i64, ptr %r312
  %v1310 = mul i64 %v1308, %v1309
  %v1311 = load i64, ptr %r334
  %v1312 = add i64 %v1310, %v1311
  %v1313 = load ptr, ptr %r240
  %v1314 = getelementptr inbounds double, ptr %v1313, i64 %v1312
  %v1315 = load double, ptr %v1314, align 8, !alias.scope !136, !noalias !137
  %v1316 = load double, ptr %r47
  %v1317 = load i64, ptr %r43
  %v1318 = mul i64 %v1308, %v1317
  %v1319 = add i64 %v1318, %v1311
  %v1320 = load ptr, ptr %r240
  %v1321 = getelementptr inbounds double, ptr %v1320, i64 %v1319
  %v1322 = load double, ptr %v1321, align 8, !alias.scope !136, !noalias !137
  %v1323 = fmul double %v1316, %v1322
  %v1324 = fsub double %v1315, %v1323
  %v1325 = load ptr, ptr %r240
  %v1326 = getelementptr inbounds double, ptr %v1325, i64 %v1307
  store double %v1324, ptr %v1326, align 8, !alias.scope !136, !noalias !137
  br label %b1283
b1283:
  br label %b1284
b1284:
  %v1289 = add nsw i64 %v1288, 1
  %v1327 = icmp slt i64 %v1289, %v1281
  br i1 %v1327, label %b1282, label %b1285, !llvm.loop !267
b1285:
  br label %b1118
b1118:
  br label %b1119
b1119:
  %v1124 = add nsw i64 %v1123, 1
  %v1328 = icmp slt i64 %v1124, %v1116
  br i1 %v1328, label %b1117, label %b1120, !llvm.loop !268
b1120:
  %v1329 = load ptr, ptr %tape.top
  %v1330 = ptrtoint ptr %v1329 to i64
  %v1331 = load ptr, ptr %tape.end
  %v1332 = ptrtoint ptr %v1331 to i64
  %v1333 = sub i64 %v1332, %v1330
  %v1334 = icmp slt i64 %v1333, 8
  br i1 %v1334, label %b1335, label %b1336, !prof !0
b1335:
  %v1337 = load ptr, ptr %tape.top
  %v1338 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1337, ptr %v1338, align 8
  %v1339 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1340 = icmp eq i64 %v1339, 0
  br i1 %v1340, label %b14, label %b1341, !prof !0
b1341:
  %v1342 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1343 = load ptr, ptr %v1342, align 8
  store ptr %v1343, ptr %tape.base
  %v1344 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1345 = load ptr, ptr %v1344, align 8
  store ptr %v1345, ptr %tape.top
  %v1346 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1347 = load ptr, ptr %v1346, align 8
  store ptr %v1347, ptr %tape.end
  br label %b1336
b1336:
  %v1348 = load i64, ptr %r310
  %v1349 = load ptr, ptr %tape.top
  %v1350 = getelementptr i8, ptr %v1349, i64 8
  store ptr %v1350, ptr %tape.top
  store i64 %v1348, ptr %v1349, align 1, !alias.scope !78, !noalias !79
  %v1351 = load double, ptr %r308
  store double %v1351, ptr %r250
  br label %b869
b869:
  %v1352 = load ptr, ptr %tape.top
  %v1353 = ptrtoint ptr %v1352 to i64
  %v1354 = load ptr, ptr %tape.end
  %v1355 = ptrtoint ptr %v1354 to i64
  %v1356 = sub i64 %v1355, %v1353
  %v1357 = icmp slt i64 %v1356, 9
  br i1 %v1357, label %b1358, label %b1359, !prof !0
b1358:
  %v1360 = load ptr, ptr %tape.top
  %v1361 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1360, ptr %v1361, align 8
  %v1362 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 9)
  %v1363 = icmp eq i64 %v1362, 0
  br i1 %v1363, label %b14, label %b1364, !prof !0
b1364:
  %v1365 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1366 = load ptr, ptr %v1365, align 8
  store ptr %v1366, ptr %tape.base
  %v1367 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1368 = load ptr, ptr %v1367, align 8
  store ptr %v1368, ptr %tape.top
  %v1369 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1370 = load ptr, ptr %v1369, align 8
  store ptr %v1370, ptr %tape.end
  br label %b1359
b1359:
  %v1371 = load i1, ptr %r274
  %v1372 = load ptr, ptr %tape.top
  %v1373 = getelementptr i8, ptr %v1372, i64 1
  store ptr %v1373, ptr %tape.top
  %v1374 = zext i1 %v1371 to i8
  store i8 %v1374, ptr %v1372, align 1, !alias.scope !78, !noalias !79
  %v1375 = load i64, ptr %r43
  %v1376 = load ptr, ptr %tape.top
  %v1377 = getelementptr i8, ptr %v1376, i64 8
  store ptr %v1377, ptr %tape.top
  store i64 %v1375, ptr %v1376, align 1, !alias.scope !78, !noalias !79
  %v1378 = load i64, ptr %r43
  %v1379 = add i64 %v1378, 1
  store i64 %v1379, ptr %r43
  %v1380 = load i64, ptr %r258
  %v1381 = add i64 %v1380, 1
  store i64 %v1381, ptr %r258
  br label %b788
b788:
  %v1382 = load i32, ptr %patience, align 4
  %v1383 = sub i32 %v1382, 65536
  store i32 %v1383, ptr %patience, align 4
  %v1384 = icmp slt i32 %v1383, 0
  br i1 %v1384, label %b1385, label %b1386, !prof !0
b1386:
  br label %b787
b789:
  %v1389 = load ptr, ptr %tape.top
  %v1390 = ptrtoint ptr %v1389 to i64
  %v1391 = load ptr, ptr %tape.end
  %v1392 = ptrtoint ptr %v1391 to i64
  %v1393 = sub i64 %v1392, %v1390
  %v1394 = icmp slt i64 %v1393, 8
  br i1 %v1394, label %b1395, label %b1396, !prof !0
b1395:
  %v1397 = load ptr, ptr %tape.top
  %v1398 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1397, ptr %v1398, align 8
  %v1399 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1400 = icmp eq i64 %v1399, 0
  br i1 %v1400, label %b14, label %b1401, !prof !0
b1401:
  %v1402 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1403 = load ptr, ptr %v1402, align 8
  store ptr %v1403, ptr %tape.base
  %v1404 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1405 = load ptr, ptr %v1404, align 8
  store ptr %v1405, ptr %tape.top
  %v1406 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1407 = load ptr, ptr %v1406, align 8
  store ptr %v1407, ptr %tape.end
  br label %b1396
b1396:
  %v1408 = load i64, ptr %r258
  %v1409 = load ptr, ptr %tape.top
  %v1410 = getelementptr i8, ptr %v1409, i64 8
  store ptr %v1410, ptr %tape.top
  store i64 %v1408, ptr %v1409, align 1, !alias.scope !78, !noalias !79
  %v1411 = load i1, ptr %r252
  br i1 %v1411, label %b1412, label %b1413
b1412:
  store i1 true, ptr %r246
  br label %b1414
b1413:
  %v1415 = load double, ptr %r250
  store double %v1415, ptr %r244
  store i1 true, ptr %r246
  br label %b1414
b1414:
  %v1416 = load i64, ptr %r248
  %v1417 = add i64 %v1416, 1
  store i64 %v1417, ptr %r248
  br label %b780
b780:
  %v1418 = load i32, ptr %patience, align 4
  %v1419 = sub i32 %v1418, 65536
  store i32 %v1419, ptr %patience, align 4
  %v1420 = icmp slt i32 %v1419, 0
  br i1 %v1420, label %b1421, label %b1422, !prof !0
b1422:
  br label %b779
b781:
  %v1425 = load ptr, ptr %tape.top
  %v1426 = ptrtoint ptr %v1425 to i64
  %v1427 = load ptr, ptr %tape.end
  %v1428 = ptrtoint ptr %v1427 to i64
  %v1429 = sub i64 %v1428, %v1426
  %v1430 = icmp slt i64 %v1429, 8
  br i1 %v1430, label %b1431, label %b1432, !prof !0
b1431:
  %v1433 = load ptr, ptr %tape.top
  %v1434 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1433, ptr %v1434, align 8
  %v1435 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1436 = icmp eq i64 %v1435, 0
  br i1 %v1436, label %b14, label %b1437, !prof !0
b1437:
  %v1438 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1439 = load ptr, ptr %v1438, align 8
  store ptr %v1439, ptr %tape.base
  %v1440 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1441 = load ptr, ptr %v1440, align 8
  store ptr %v1441, ptr %tape.top
  %v1442 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1443 = load ptr, ptr %v1442, align 8
  store ptr %v1443, ptr %tape.end
  br label %b1432
b1432:
  %v1444 = load i64, ptr %r248
  %v1445 = load ptr, ptr %tape.top
  %v1446 = getelementptr i8, ptr %v1445, i64 8
  store ptr %v1446, ptr %tape.top
  store i64 %v1444, ptr %v1445, align 1, !alias.scope !78, !noalias !79
  %v1447 = load double, ptr %r244
  %v1448 = fcmp oeq double %v1447, 0x0000000000000000
  br i1 %v1448, label %b1452, label %b1451, !prof !0
b1451:
  %v1453 = load i64, ptr %r12
  %v1454 = add i64 %v1453, -1
  store i64 %v1454, ptr %r338
  %v1455 = load i64, ptr %r338
  %v1460 = icmp sgt i64 %v1455, -1
  br i1 %v1460, label %b1461, label %b1459
b1461:
  br label %b1456
b1456:
  %v1462 = phi i64 [ %v1455, %b1461 ], [ %v1463, %b1458 ]
  store i64 %v1462, ptr %r340
  %v1464 = load i64, ptr %r4
  %v1465 = sub i64 %v1464, 0
  %v1466 = icmp sgt i64 %v1465, 0
  %v1467 = select i1 %v1466, i64 %v1465, i64 0
  store i64 %v1467, ptr %r342
  %v1468 = mul i64 0, 2
  store i64 %v1468, ptr %r344
  %v1469 = load i64, ptr %r344
  %v1470 = load i64, ptr %r342
  %v1471 = add i64 %v1469, %v1470
  %v1472 = mul i64 %v1471, 8
  %v1473 = add i64 %v1472, 7
  %v1474 = sdiv i64 %v1473, 8
  store i64 %v1474, ptr %r346
  %v1475 = load i64, ptr %r346
  %v1476 = load ptr, ptr %tape.top
  %v1477 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1476, ptr %v1477, align 8
  %v1478 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v1475, i64 8)
  %v1479 = icmp eq ptr %v1478, null
  br i1 %v1479, label %b14, label %b1480, !prof !0
b1480:
  %v1481 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1482 = load ptr, ptr %v1481, align 8
  store ptr %v1482, ptr %tape.base
  %v1483 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1484 = load ptr, ptr %v1483, align 8
  store ptr %v1484, ptr %tape.top
  %v1485 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1486 = load ptr, ptr %v1485, align 8
  store ptr %v1486, ptr %tape.end
  store ptr %v1478, ptr %r348
  %v1487 = load i64, ptr %r4
  %v1492 = icmp slt i64 0, %v1487
  br i1 %v1492, label %b1493, label %b1491
b1493:
  br label %b1488
b1488:
  %v1494 = phi i64 [ 0, %b1493 ], [ %v1495, %b1490 ]
  store i64 %v1494, ptr %r350
  %v1496 = load i64, ptr %r344
  %v1497 = load i64, ptr %r350
  %v1498 = add i64 %v1496, %v1497
  %v1499 = load i64, ptr %r4
  %v1500 = load i64, ptr %r340
  %v1501 = mul i64 %v1499, %v1500
  %v1502 = load i64, ptr %r350
  %v1503 = add i64 %v1501, %v1502
  %v1504 = load ptr, ptr %r240
  %v1505 = getelementptr inbounds double, ptr %v1504, i64 %v1503
  %v1506 = load double, ptr %v1505, align 8, !alias.scope !136, !noalias !137
  %v1507 = load ptr, ptr %r348
  %v1508 = getelementptr inbounds double, ptr %v1507, i64 %v1498
  store double %v1506, ptr %v1508, align 8, !alias.scope !78, !noalias !79
  %v1509 = load i64, ptr %r4
  %v1510 = load i64, ptr %r340
  %v1511 = mul i64 %v1509, %v1510
  %v1512 = load i64, ptr %r350
  %v1513 = add i64 %v1511, %v1512
  %v1514 = load i64, ptr %r4
  %v1515 = load i64, ptr %r340
  %v1516 = mul i64 %v1514, %v1515
  %v1517 = load i64, ptr %r350
  %v1518 = add i64 %v1516, %v1517
  %v1519 = load ptr, ptr %r240
  %v1520 = getelementptr inbounds double, ptr %v1519, i64 %v1518
  %v1521 = load double, ptr %v1520, align 8, !alias.scope !136, !noalias !137
  %v1522 = load i64, ptr %r12
  %v1523 = mul i64 %v1522, %v1515
  %v1524 = add i64 %v1523, %v1515
  %v1525 = load ptr, ptr %r234
  %v1526 = getelementptr inbounds double, ptr %v1525, i64 %v1524
  %v1527 = load double, ptr %v1526, align 8, !alias.scope !134, !noalias !135
  %v1528 = fdiv double %v1521, %v1527
  %v1529 = load ptr, ptr %r240
  %v1530 = getelementptr inbounds double, ptr %v1529, i64 %v1513
  store double %v1528, ptr %v1530, align 8, !alias.scope !136, !noalias !137
  br label %b1489
b1489:
  br label %b1490
b1490:
  %v1495 = add nsw i64 %v1494, 1
  %v1531 = icmp slt i64 %v1495, %v1487
  br i1 %v1531, label %b1488, label %b1491, !llvm.loop !269
b1491:
  %v1532 = load i64, ptr %r340
  %v1537 = icmp slt i64 0, %v1532
  br i1 %v1537, label %b1538, label %b1536
b1538:
  br label %b1533
b1533:
  %v1539 = phi i64 [ 0, %b1538 ], [ %v1540, %b1535 ]
  store i64 %v1539, ptr %r352
  %v1541 = load i64, ptr %r4
  %v1542 = sub i64 %v1541, 0
  %v1543 = icmp sgt i64 %v1542, 0
  %v1544 = select i1 %v1543, i64 %v1542, i64 0
  store i64 %v1544, ptr %r354
  %v1545 = mul i64 0, 2
  store i64 %v1545, ptr %r356
  %v1546 = load i64, ptr %r356
  %v1547 = load i64, ptr %r354
  %v1548 = add i64 %v1546, %v1547
  %v1549 = mul i64 %v1548, 8
  %v1550 = add i64 %v1549, 7
  %v1551 = sdiv i64 %v1550, 8
  store i64 %v1551, ptr %r358
  %v1552 = load i64, ptr %r358
  %v1553 = load ptr, ptr %tape.top
  %v1554 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1553, ptr %v1554, align 8
  %v1555 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v1552, i64 8)
  %v1556 = icmp eq ptr %v1555, null
  br i1 %v1556, label %b14, label %b1557, !prof !0
b1557:
  %v1558 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1559 = load ptr, ptr %v1558, align 8
  store ptr %v1559, ptr %tape.base
  %v1560 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1561 = load ptr, ptr %v1560, align 8
  store ptr %v1561, ptr %tape.top
  %v1562 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1563 = load ptr, ptr %v1562, align 8
  store ptr %v1563, ptr %tape.end
  store ptr %v1555, ptr %r360
  %v1564 = load i64, ptr %r4
  %v1569 = icmp slt i64 0, %v1564
  br i1 %v1569, label %b1570, label %b1568
b1570:
  br label %b1565
b1565:
  %v1571 = phi i64 [ 0, %b1570 ], [ %v1572, %b1567 ]
  store i64 %v1571, ptr %r362
  %v1573 = load i64, ptr %r356
  %v1574 = load i64, ptr %r362
  %v1575 = add i64 %v1573, %v1574
  %v1576 = load i64, ptr %r4
  %v1577 = load i64, ptr %r352
  %v1578 = mul i64 %v1576, %v1577
  %v1579 = load i64, ptr %r362
  %v1580 = add i64 %v1578, %v1579
  %v1581 = load ptr, ptr %r240
  %v1582 = getelementptr inbounds double, ptr %v1581, i64 %v1580
  %v1583 = load double, ptr %v1582, align 8, !alias.scope !136, !noalias !137
  %v1584 = load ptr, ptr %r360
  %v1585 = getelementptr inbounds double, ptr %v1584, i64 %v1575
  store double %v1583, ptr %v1585, align 8, !alias.scope !78, !noalias !79
  %v1586 = load i64, ptr %r4
  %v1587 = load i64, ptr %r352
  %v1588 = mul i64 %v1586, %v1587
  %v1589 = load i64, ptr %r362
  %v1590 = add i64 %v1588, %v1589
  %v1591 = load i64, ptr %r4
  %v1592 = load i64, ptr %r352
  %v1593 = mul i64 %v1591, %v1592
  %v1594 = load i64, ptr %r362
  %v1595 = add i64 %v1593, %v1594
  %v1596 = load ptr, ptr %r240
  %v1597 = getelementptr inbounds double, ptr %v1596, i64 %v1595
  %v1598 = load double, ptr %v1597, align 8, !alias.scope !136, !noalias !137
  %v1599 = load i64, ptr %r12
  %v1600 = mul i64 %v1599, %v1592
  %v1601 = load i64, ptr %r340
  %v1602 = add i64 %v1600, %v1601
  %v1603 = load ptr, ptr %r234
  %v1604 = getelementptr inbounds double, ptr %v1603, i64 %v1602
  %v1605 = load double, ptr %v1604, align 8, !alias.scope !134, !noalias !135
  %v1606 = mul i64 %v1591, %v1601
  %v1607 = add i64 %v1606, %v1594
  %v1608 = load ptr, ptr %r240
  %v1609 = getelementptr inbounds double, ptr %v1608, i64 %v1607
  %v1610 = load double, ptr %v1609, align 8, !alias.scope !136, !noalias !137
  %v1611 = fmul double %v1605, %v1610
  %v1612 = fsub double %v1598, %v1611
  %v1613 = load ptr, ptr %r240
  %v1614 = getelementptr inbounds double, ptr %v1613, i64 %v1590
  store double %v1612, ptr %v1614, align 8, !alias.scope !136, !noalias !137
  br label %b1566
b1566:
  br label %b1567
b1567:
  %v1572 = add nsw i64 %v1571, 1
  %v1615 = icmp slt i64 %v1572, %v1564
  br i1 %v1615, label %b1565, label %b1568, !llvm.loop !270
b1568:
  br label %b1534
b1534:
  br label %b1535
b1535:
  %v1540 = add nsw i64 %v1539, 1
  %v1616 = icmp slt i64 %v1540, %v1532
  br i1 %v1616, label %b1533, label %b1536, !llvm.loop !271
b1536:
  br label %b1457
b1457:
  %v1617 = and i64 %v1462, 15
  %v1618 = icmp eq i64 %v1617, 15
  br i1 %v1618, label %b1619, label %b1620, !prof !0
b1620:
  br label %b1458
b1458:
  %v1463 = add nsw i64 %v1462, -1
  %v1623 = icmp sgt i64 %v1463, -1
  br i1 %v1623, label %b1456, label %b1459, !llvm.loop !272
b1459:
  %v1624 = load ptr, ptr %tape.top
  %v1625 = ptrtoint ptr %v1624 to i64
  %v1626 = load ptr, ptr %tape.end
  %v1627 = ptrtoint ptr %v1626 to i64
  %v1628 = sub i64 %v1627, %v1625
  %v1629 = icmp slt i64 %v1628, 16
  br i1 %v1629, label %b1630, label %b1631, !prof !0
b1630:
  %v1632 = load ptr, ptr %tape.top
  %v1633 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1632, ptr %v1633, align 8
  %v1634 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v1635 = icmp eq i64 %v1634, 0
  br i1 %v1635, label %b14, label %b1636, !prof !0
b1636:
  %v1637 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1638 = load ptr, ptr %v1637, align 8
  store ptr %v1638, ptr %tape.base
  %v1639 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1640 = load ptr, ptr %v1639, align 8
  store ptr %v1640, ptr %tape.top
  %v1641 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1642 = load ptr, ptr %v1641, align 8
  store ptr %v1642, ptr %tape.end
  br label %b1631
b1631:
  %v1643 = load i64, ptr %r232
  %v1644 = load ptr, ptr %tape.top
  %v1645 = getelementptr i8, ptr %v1644, i64 8
  store ptr %v1645, ptr %tape.top
  store i64 %v1643, ptr %v1644, align 1, !alias.scope !78, !noalias !79
  %v1646 = load ptr, ptr %r234
  %v1647 = load ptr, ptr %tape.top
  %v1648 = getelementptr i8, ptr %v1647, i64 8
  store ptr %v1648, ptr %tape.top
  store ptr %v1646, ptr %v1647, align 1, !alias.scope !78, !noalias !79
  %v1649 = load i64, ptr %r4
  %v1650 = call ptr @procedure_alloc_within(ptr %context, i64 %v1649, i64 8, i64 0)
  %v1651 = icmp eq ptr %v1650, null
  br i1 %v1651, label %b14, label %b1652, !prof !0
b1652:
  store ptr %v1650, ptr %r364
  %v1653 = load i64, ptr %r4
  %v1658 = icmp slt i64 0, %v1653
  br i1 %v1658, label %b1659, label %b1657
b1659:
  br label %b1654
b1654:
  %v1660 = phi i64 [ 0, %b1659 ], [ %v1661, %b1656 ]
  store i64 %v1660, ptr %r366
  %v1662 = load i64, ptr %r366
  %v1663 = load ptr, ptr %r364
  %v1664 = getelementptr inbounds double, ptr %v1663, i64 %v1662
  store double 0x0000000000000000, ptr %v1664, align 8, !llvm.access.group !273, !alias.scope !138, !noalias !139
  br label %b1655
b1655:
  br label %b1656
b1656:
  %v1661 = add nsw i64 %v1660, 1
  %v1665 = icmp slt i64 %v1661, %v1653
  br i1 %v1665, label %b1654, label %b1657, !llvm.loop !274
b1657:
  %v1666 = load i64, ptr %r12
  %v1671 = icmp slt i64 0, %v1666
  br i1 %v1671, label %b1672, label %b1670
b1672:
  br label %b1667
b1667:
  %v1673 = phi i64 [ 0, %b1672 ], [ %v1674, %b1669 ]
  store i64 %v1673, ptr %r368
  %v1675 = load i64, ptr %r4
  %v1680 = icmp slt i64 0, %v1675
  br i1 %v1680, label %b1681, label %b1679
b1681:
  br label %b1676
b1676:
  %v1682 = phi i64 [ 0, %b1681 ], [ %v1683, %b1678 ]
  store i64 %v1682, ptr %r370
  %v1684 = load i64, ptr %r370
  %v1685 = load i64, ptr %r370
  %v1686 = load ptr, ptr %r364
  %v1687 = getelementptr inbounds double, ptr %v1686, i64 %v1685
  %v1688 = load double, ptr %v1687, align 8, !llvm.access.group !275, !alias.scope !138, !noalias !139
  %v1689 = load i64, ptr %r4
  %v1690 = load i64, ptr %r368
  %v1691 = mul i64 %v1689, %v1690
  %v1692 = add i64 %v1691, %v1685
  %v1693 = load ptr, ptr %r240
  %v1694 = getelementptr inbounds double, ptr %v1693, i64 %v1692
  %v1695 = load double, ptr %v1694, align 8, !llvm.access.group !275, !alias.scope !136, !noalias !137
  %v1696 = load ptr, ptr %r203
  %v1697 = getelementptr inbounds double, ptr %v1696, i64 %v1690
  %v1698 = load double, ptr %v1697, align 8, !llvm.access.group !275, !alias.scope !124, !noalias !125
  %v1699 = fmul double %v1695, %v1698
  %v1700 = fadd reassoc contract double %v1688, %v1699
  %v1701 = load ptr, ptr %r364
  %v1702 = getelementptr inbounds double, ptr %v1701, i64 %v1684
  store double %v1700, ptr %v1702, align 8, !llvm.access.group !275, !alias.scope !138, !noalias !139
  br label %b1677
b1677:
  br label %b1678
b1678:
  %v1683 = add nsw i64 %v1682, 1
  %v1703 = icmp slt i64 %v1683, %v1675
  br i1 %v1703, label %b1676, label %b1679, !llvm.loop !276
b1679:
  br label %b1668
b1668:
  br label %b1669
b1669:
  %v1674 = add nsw i64 %v1673, 1
  %v1704 = icmp slt i64 %v1674, %v1666
  br i1 %v1704, label %b1667, label %b1670, !llvm.loop !277
b1670:
  %v1705 = load ptr, ptr %tape.top
  %v1706 = ptrtoint ptr %v1705 to i64
  %v1707 = load ptr, ptr %tape.end
  %v1708 = ptrtoint ptr %v1707 to i64
  %v1709 = sub i64 %v1708, %v1706
  %v1710 = icmp slt i64 %v1709, 16
  br i1 %v1710, label %b1711, label %b1712, !prof !0
b1711:
  %v1713 = load ptr, ptr %tape.top
  %v1714 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1713, ptr %v1714, align 8
  %v1715 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v1716 = icmp eq i64 %v1715, 0
  br i1 %v1716, label %b14, label %b1717, !prof !0
b1717:
  %v1718 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1719 = load ptr, ptr %v1718, align 8
  store ptr %v1719, ptr %tape.base
  %v1720 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1721 = load ptr, ptr %v1720, align 8
  store ptr %v1721, ptr %tape.top
  %v1722 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1723 = load ptr, ptr %v1722, align 8
  store ptr %v1723, ptr %tape.end
  br label %b1712
b1712:
  %v1724 = load ptr, ptr %r49
  %v1725 = load ptr, ptr %tape.top
  %v1726 = getelementptr i8, ptr %v1725, i64 8
  store ptr %v1726, ptr %tape.top
  store ptr %v1724, ptr %v1725, align 1, !alias.scope !78, !noalias !79
  %v1727 = load ptr, ptr %r73
  %v1728 = load ptr, ptr %tape.top
  %v1729 = getelementptr i8, ptr %v1728, i64 8
  store ptr %v1729, ptr %tape.top
  store ptr %v1727, ptr %v1728, align 1, !alias.scope !78, !noalias !79
  %v1730 = load i64, ptr %r4
  %v1731 = call ptr @procedure_alloc_within(ptr %context, i64 %v1730, i64 8, i64 0)
  %v1732 = icmp eq ptr %v1731, null
  br i1 %v1732, label %b14, label %b1733, !prof !0
b1733:
  store ptr %v1731, ptr %r49
  %v1734 = load i64, ptr %r4
  %v1735 = call ptr @procedure_alloc_within(ptr %context, i64 %v1734, i64 8, i64 1)
  %v1736 = icmp eq ptr %v1735, null
  br i1 %v1736, label %b14, label %b1737, !prof !0
b1737:
  store ptr %v1735, ptr %r73
  %v1738 = load ptr, ptr %tape.top
  %v1739 = ptrtoint ptr %v1738 to i64
  %v1740 = load ptr, ptr %tape.end
  %v1741 = ptrtoint ptr %v1740 to i64
  %v1742 = sub i64 %v1741, %v1739
  %v1743 = icmp slt i64 %v1742, 8
  br i1 %v1743, label %b1744, label %b1745, !prof !0
b1744:
  %v1746 = load ptr, ptr %tape.top
  %v1747 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1746, ptr %v1747, align 8
  %v1748 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1749 = icmp eq i64 %v1748, 0
  br i1 %v1749, label %b14, label %b1750, !prof !0
b1750:
  %v1751 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1752 = load ptr, ptr %v1751, align 8
  store ptr %v1752, ptr %tape.base
  %v1753 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1754 = load ptr, ptr %v1753, align 8
  store ptr %v1754, ptr %tape.top
  %v1755 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1756 = load ptr, ptr %v1755, align 8
  store ptr %v1756, ptr %tape.end
  br label %b1745
b1745:
  %v1757 = load ptr, ptr %r73
  %v1758 = load ptr, ptr %tape.top
  %v1759 = getelementptr i8, ptr %v1758, i64 8
  store ptr %v1759, ptr %tape.top
  store ptr %v1757, ptr %v1758, align 1, !alias.scope !78, !noalias !79
  %v1760 = load ptr, ptr %r49
  call void @procedure_retain(ptr %v1760)
  %v1761 = load ptr, ptr %tape.top
  %v1762 = ptrtoint ptr %v1761 to i64
  %v1763 = load ptr, ptr %tape.end
  %v1764 = ptrtoint ptr %v1763 to i64
  %v1765 = sub i64 %v1764, %v1762
  %v1766 = icmp slt i64 %v1765, 8
  br i1 %v1766, label %b1767, label %b1768, !prof !0
b1767:
  %v1769 = load ptr, ptr %tape.top
  %v1770 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1769, ptr %v1770, align 8
  %v1771 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1772 = icmp eq i64 %v1771, 0
  br i1 %v1772, label %b14, label %b1773, !prof !0
b1773:
  %v1774 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1775 = load ptr, ptr %v1774, align 8
  store ptr %v1775, ptr %tape.base
  %v1776 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1777 = load ptr, ptr %v1776, align 8
  store ptr %v1777, ptr %tape.top
  %v1778 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1779 = load ptr, ptr %v1778, align 8
  store ptr %v1779, ptr %tape.end
  br label %b1768
b1768:
  %v1780 = load ptr, ptr %r49
  %v1781 = load ptr, ptr %tape.top
  %v1782 = getelementptr i8, ptr %v1781, i64 8
  store ptr %v1782, ptr %tape.top
  store ptr %v1780, ptr %v1781, align 1, !alias.scope !78, !noalias !79
  %v1783 = load i64, ptr %r4
  %v1788 = icmp slt i64 0, %v1783
  br i1 %v1788, label %b1789, label %b1787
b1789:
  br label %b1784
b1784:
  %v1790 = phi i64 [ 0, %b1789 ], [ %v1791, %b1786 ]
  store i64 %v1790, ptr %r372
  %v1792 = load i64, ptr %r372
  %v1793 = load i64, ptr %r372
  %v1794 = load ptr, ptr %r167
  %v1795 = getelementptr inbounds double, ptr %v1794, i64 %v1793
  %v1796 = load double, ptr %v1795, align 8, !llvm.access.group !278, !alias.scope !114, !noalias !115
  %v1797 = load ptr, ptr %r364
  %v1798 = getelementptr inbounds double, ptr %v1797, i64 %v1793
  %v1799 = load double, ptr %v1798, align 8, !llvm.access.group !278, !alias.scope !138, !noalias !139
  %v1800 = fadd double %v1796, %v1799
  %v1801 = load ptr, ptr %r49
  %v1802 = getelementptr inbounds double, ptr %v1801, i64 %v1792
  store double %v1800, ptr %v1802, align 8, !llvm.access.group !278, !alias.scope !140, !noalias !141
  br label %b1785
b1785:
  br label %b1786
b1786:
  %v1791 = add nsw i64 %v1790, 1
  %v1803 = icmp slt i64 %v1791, %v1783
  br i1 %v1803, label %b1784, label %b1787, !llvm.loop !279
b1787:
  %v1804 = load ptr, ptr %tape.top
  %v1805 = ptrtoint ptr %v1804 to i64
  %v1806 = load ptr, ptr %tape.end
  %v1807 = ptrtoint ptr %v1806 to i64
  %v1808 = sub i64 %v1807, %v1805
  %v1809 = icmp slt i64 %v1808, 8
  br i1 %v1809, label %b1810, label %b1811, !prof !0
b1810:
  %v1812 = load ptr, ptr %tape.top
  %v1813 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1812, ptr %v1813, align 8
  %v1814 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1815 = icmp eq i64 %v1814, 0
  br i1 %v1815, label %b14, label %b1816, !prof !0
b1816:
  %v1817 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1818 = load ptr, ptr %v1817, align 8
  store ptr %v1818, ptr %tape.base
  %v1819 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1820 = load ptr, ptr %v1819, align 8
  store ptr %v1820, ptr %tape.top
  %v1821 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1822 = load ptr, ptr %v1821, align 8
  store ptr %v1822, ptr %tape.end
  br label %b1811
b1811:
  %v1823 = load ptr, ptr %r167
  %v1824 = load ptr, ptr %tape.top
  %v1825 = getelementptr i8, ptr %v1824, i64 8
  store ptr %v1825, ptr %tape.top
  store ptr %v1823, ptr %v1824, align 1, !alias.scope !78, !noalias !79
  %v1826 = load i64, ptr %r97
  store i64 %v1826, ptr %r374
  %v1827 = load i64, ptr %r374
  %v1828 = call ptr @procedure_alloc_within(ptr %context, i64 %v1827, i64 8, i64 0)
  %v1829 = icmp eq ptr %v1828, null
  br i1 %v1829, label %b14, label %b1830, !prof !0
b1830:
  store ptr %v1828, ptr %r376
  %v1831 = load ptr, ptr %r376
  call void @procedure_retain(ptr %v1831)
  %v1832 = load i64, ptr %r4
  store i64 %v1832, ptr %r378, align 8
  %v1833 = load i64, ptr %r12
  %v1834 = getelementptr inbounds i64, ptr %r378, i64 1
  store i64 %v1833, ptr %v1834, align 8
  %v1835 = load i64, ptr %r4
  %v1836 = getelementptr inbounds i64, ptr %r378, i64 2
  store i64 %v1835, ptr %v1836, align 8
  %v1837 = getelementptr inbounds i64, ptr %r378, i64 3
  store i64 0, ptr %v1837, align 8
  %v1838 = getelementptr inbounds i64, ptr %r378, i64 4
  store i64 1, ptr %v1838, align 8
  %v1839 = load i64, ptr %r4
  %v1840 = getelementptr inbounds i64, ptr %r378, i64 5
  store i64 %v1839, ptr %v1840, align 8
  %v1841 = getelementptr inbounds i64, ptr %r378, i64 6
  store i64 0, ptr %v1841, align 8
  %v1842 = load i64, ptr %r4
  %v1843 = getelementptr inbounds i64, ptr %r378, i64 7
  store i64 %v1842, ptr %v1843, align 8
  %v1844 = getelementptr inbounds i64, ptr %r378, i64 8
  store i64 1, ptr %v1844, align 8
  %v1845 = getelementptr inbounds i64, ptr %r378, i64 9
  store i64 0, ptr %v1845, align 8
  %v1846 = load i64, ptr %r4
  %v1847 = getelementptr inbounds i64, ptr %r378, i64 10
  store i64 %v1846, ptr %v1847, align 8
  %v1848 = getelementptr inbounds i64, ptr %r378, i64 11
  store i64 1, ptr %v1848, align 8
  %v1849 = load ptr, ptr %r240
  %v1850 = load ptr, ptr %r10
  %v1851 = load ptr, ptr %r376
  %v1852 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v1849, ptr %v1850, ptr %v1851, ptr %r378)
  %v1853 = icmp eq i64 %v1852, 0
  br i1 %v1853, label %b14, label %b1854, !prof !0
b1854:
  %v1855 = load ptr, ptr %tape.top
  %v1856 = ptrtoint ptr %v1855 to i64
  %v1857 = load ptr, ptr %tape.end
  %v1858 = ptrtoint ptr %v1857 to i64
  %v1859 = sub i64 %v1858, %v1856
  %v1860 = icmp slt i64 %v1859, 16
  br i1 %v1860, label %b1861, label %b1862, !prof !0
b1861:
  %v1863 = load ptr, ptr %tape.top
  %v1864 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1863, ptr %v1864, align 8
  %v1865 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v1866 = icmp eq i64 %v1865, 0
  br i1 %v1866, label %b14, label %b1867, !prof !0
b1867:
  %v1868 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1869 = load ptr, ptr %v1868, align 8
  store ptr %v1869, ptr %tape.base
  %v1870 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1871 = load ptr, ptr %v1870, align 8
  store ptr %v1871, ptr %tape.top
  %v1872 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1873 = load ptr, ptr %v1872, align 8
  store ptr %v1873, ptr %tape.end
  br label %b1862
b1862:
  %v1874 = load i64, ptr %r238
  %v1875 = load ptr, ptr %tape.top
  %v1876 = getelementptr i8, ptr %v1875, i64 8
  store ptr %v1876, ptr %tape.top
  store i64 %v1874, ptr %v1875, align 1, !alias.scope !78, !noalias !79
  %v1877 = load ptr, ptr %r240
  %v1878 = load ptr, ptr %tape.top
  %v1879 = getelementptr i8, ptr %v1878, i64 8
  store ptr %v1879, ptr %tape.top
  store ptr %v1877, ptr %v1878, align 1, !alias.scope !78, !noalias !79
  %v1880 = load i64, ptr %r97
  store i64 %v1880, ptr %r379
  %v1881 = load i64, ptr %r379
  %v1882 = call ptr @procedure_alloc_within(ptr %context, i64 %v1881, i64 8, i64 0)
  %v1883 = icmp eq ptr %v1882, null
  br i1 %v1883, label %b14, label %b1884, !prof !0
b1884:
  store ptr %v1882, ptr %r381
  %v1885 = load i64, ptr %r4
  store i64 %v1885, ptr %r383, align 8
  %v1886 = load i64, ptr %r4
  %v1887 = getelementptr inbounds i64, ptr %r383, i64 1
  store i64 %v1886, ptr %v1887, align 8
  %v1888 = load i64, ptr %r4
  %v1889 = getelementptr inbounds i64, ptr %r383, i64 2
  store i64 %v1888, ptr %v1889, align 8
  %v1890 = getelementptr inbounds i64, ptr %r383, i64 3
  store i64 0, ptr %v1890, align 8
  %v1891 = load i64, ptr %r4
  %v1892 = getelementptr inbounds i64, ptr %r383, i64 4
  store i64 %v1891, ptr %v1892, align 8
  %v1893 = getelementptr inbounds i64, ptr %r383, i64 5
  store i64 1, ptr %v1893, align 8
  %v1894 = getelementptr inbounds i64, ptr %r383, i64 6
  store i64 0, ptr %v1894, align 8
  %v1895 = load i64, ptr %r4
  %v1896 = getelementptr inbounds i64, ptr %r383, i64 7
  store i64 %v1895, ptr %v1896, align 8
  %v1897 = getelementptr inbounds i64, ptr %r383, i64 8
  store i64 1, ptr %v1897, align 8
  %v1898 = getelementptr inbounds i64, ptr %r383, i64 9
  store i64 0, ptr %v1898, align 8
  %v1899 = load i64, ptr %r4
  %v1900 = getelementptr inbounds i64, ptr %r383, i64 10
  store i64 %v1899, ptr %v1900, align 8
  %v1901 = getelementptr inbounds i64, ptr %r383, i64 11
  store i64 1, ptr %v1901, align 8
  %v1902 = load ptr, ptr %r376
  %v1903 = load ptr, ptr %r189
  %v1904 = load ptr, ptr %r381
  %v1905 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v1902, ptr %v1903, ptr %v1904, ptr %r383)
  %v1906 = icmp eq i64 %v1905, 0
  br i1 %v1906, label %b14, label %b1907, !prof !0
b1907:
  %v1908 = load ptr, ptr %tape.top
  %v1909 = ptrtoint ptr %v1908 to i64
  %v1910 = load ptr, ptr %tape.end
  %v1911 = ptrtoint ptr %v1910 to i64
  %v1912 = sub i64 %v1911, %v1909
  %v1913 = icmp slt i64 %v1912, 32
  br i1 %v1913, label %b1914, label %b1915, !prof !0
b1914:
  %v1916 = load ptr, ptr %tape.top
  %v1917 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1916, ptr %v1917, align 8
  %v1918 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 32)
  %v1919 = icmp eq i64 %v1918, 0
  br i1 %v1919, label %b14, label %b1920, !prof !0
b1920:
  %v1921 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1922 = load ptr, ptr %v1921, align 8
  store ptr %v1922, ptr %tape.base
  %v1923 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1924 = load ptr, ptr %v1923, align 8
  store ptr %v1924, ptr %tape.top
  %v1925 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1926 = load ptr, ptr %v1925, align 8
  store ptr %v1926, ptr %tape.end
  br label %b1915
b1915:
  %v1927 = load i64, ptr %r374
  %v1928 = load ptr, ptr %tape.top
  %v1929 = getelementptr i8, ptr %v1928, i64 8
  store ptr %v1929, ptr %tape.top
  store i64 %v1927, ptr %v1928, align 1, !alias.scope !78, !noalias !79
  %v1930 = load ptr, ptr %r376
  %v1931 = load ptr, ptr %tape.top
  %v1932 = getelementptr i8, ptr %v1931, i64 8
  store ptr %v1932, ptr %tape.top
  store ptr %v1930, ptr %v1931, align 1, !alias.scope !78, !noalias !79
  %v1933 = load ptr, ptr %r51
  %v1934 = load ptr, ptr %tape.top
  %v1935 = getelementptr i8, ptr %v1934, i64 8
  store ptr %v1935, ptr %tape.top
  store ptr %v1933, ptr %v1934, align 1, !alias.scope !78, !noalias !79
  %v1936 = load ptr, ptr %r75
  %v1937 = load ptr, ptr %tape.top
  %v1938 = getelementptr i8, ptr %v1937, i64 8
  store ptr %v1938, ptr %tape.top
  store ptr %v1936, ptr %v1937, align 1, !alias.scope !78, !noalias !79
  %v1939 = load i64, ptr %r97
  %v1940 = call ptr @procedure_alloc_within(ptr %context, i64 %v1939, i64 8, i64 0)
  %v1941 = icmp eq ptr %v1940, null
  br i1 %v1941, label %b14, label %b1942, !prof !0
b1942:
  store ptr %v1940, ptr %r51
  %v1943 = load i64, ptr %r97
  %v1944 = call ptr @procedure_alloc_within(ptr %context, i64 %v1943, i64 8, i64 1)
  %v1945 = icmp eq ptr %v1944, null
  br i1 %v1945, label %b14, label %b1946, !prof !0
b1946:
  store ptr %v1944, ptr %r75
  %v1947 = load ptr, ptr %tape.top
  %v1948 = ptrtoint ptr %v1947 to i64
  %v1949 = load ptr, ptr %tape.end
  %v1950 = ptrtoint ptr %v1949 to i64
  %v1951 = sub i64 %v1950, %v1948
  %v1952 = icmp slt i64 %v1951, 8
  br i1 %v1952, label %b1953, label %b1954, !prof !0
b1953:
  %v1955 = load ptr, ptr %tape.top
  %v1956 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1955, ptr %v1956, align 8
  %v1957 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1958 = icmp eq i64 %v1957, 0
  br i1 %v1958, label %b14, label %b1959, !prof !0
b1959:
  %v1960 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1961 = load ptr, ptr %v1960, align 8
  store ptr %v1961, ptr %tape.base
  %v1962 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1963 = load ptr, ptr %v1962, align 8
  store ptr %v1963, ptr %tape.top
  %v1964 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1965 = load ptr, ptr %v1964, align 8
  store ptr %v1965, ptr %tape.end
  br label %b1954
b1954:
  %v1966 = load ptr, ptr %r75
  %v1967 = load ptr, ptr %tape.top
  %v1968 = getelementptr i8, ptr %v1967, i64 8
  store ptr %v1968, ptr %tape.top
  store ptr %v1966, ptr %v1967, align 1, !alias.scope !78, !noalias !79
  %v1969 = load ptr, ptr %r51
  call void @procedure_retain(ptr %v1969)
  %v1970 = load ptr, ptr %tape.top
  %v1971 = ptrtoint ptr %v1970 to i64
  %v1972 = load ptr, ptr %tape.end
  %v1973 = ptrtoint ptr %v1972 to i64
  %v1974 = sub i64 %v1973, %v1971
  %v1975 = icmp slt i64 %v1974, 8
  br i1 %v1975, label %b1976, label %b1977, !prof !0
b1976:
  %v1978 = load ptr, ptr %tape.top
  %v1979 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v1978, ptr %v1979, align 8
  %v1980 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v1981 = icmp eq i64 %v1980, 0
  br i1 %v1981, label %b14, label %b1982, !prof !0
b1982:
  %v1983 = getelementptr inbounds i64, ptr %tape, i64 4
  %v1984 = load ptr, ptr %v1983, align 8
  store ptr %v1984, ptr %tape.base
  %v1985 = getelementptr inbounds i64, ptr %tape, i64 5
  %v1986 = load ptr, ptr %v1985, align 8
  store ptr %v1986, ptr %tape.top
  %v1987 = getelementptr inbounds i64, ptr %tape, i64 6
  %v1988 = load ptr, ptr %v1987, align 8
  store ptr %v1988, ptr %tape.end
  br label %b1977
b1977:
  %v1989 = load ptr, ptr %r51
  %v1990 = load ptr, ptr %tape.top
  %v1991 = getelementptr i8, ptr %v1990, i64 8
  store ptr %v1991, ptr %tape.top
  store ptr %v1989, ptr %v1990, align 1, !alias.scope !78, !noalias !79
  %v1992 = load i64, ptr %r97
  %v1997 = icmp slt i64 0, %v1992
  br i1 %v1997, label %b1998, label %b1996
b1998:
  br label %b1993
b1993:
  %v1999 = phi i64 [ 0, %b1998 ], [ %v2000, %b1995 ]
  store i64 %v1999, ptr %r384
  %v2001 = load i64, ptr %r384
  %v2002 = load i64, ptr %r384
  %v2003 = load ptr, ptr %r189
  %v2004 = getelementptr inbounds double, ptr %v2003, i64 %v2002
  %v2005 = load double, ptr %v2004, align 8, !llvm.access.group !280, !alias.scope !120, !noalias !121
  %v2006 = load ptr, ptr %r381
  %v2007 = getelementptr inbounds double, ptr %v2006, i64 %v2002
  %v2008 = load double, ptr %v2007, align 8, !llvm.access.group !280, !alias.scope !146, !noalias !147
  %v2009 = fsub double %v2005, %v2008
  %v2010 = load ptr, ptr %r51
  %v2011 = getelementptr inbounds double, ptr %v2010, i64 %v2001
  store double %v2009, ptr %v2011, align 8, !llvm.access.group !280, !alias.scope !148, !noalias !149
  br label %b1994
b1994:
  br label %b1995
b1995:
  %v2000 = add nsw i64 %v1999, 1
  %v2012 = icmp slt i64 %v2000, %v1992
  br i1 %v2012, label %b1993, label %b1996, !llvm.loop !281
b1996:
  %v2013 = load ptr, ptr %tape.top
  %v2014 = ptrtoint ptr %v2013 to i64
  %v2015 = load ptr, ptr %tape.end
  %v2016 = ptrtoint ptr %v2015 to i64
  %v2017 = sub i64 %v2016, %v2014
  %v2018 = icmp slt i64 %v2017, 24
  br i1 %v2018, label %b2019, label %b2020, !prof !0
b2019:
  %v2021 = load ptr, ptr %tape.top
  %v2022 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2021, ptr %v2022, align 8
  %v2023 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 24)
  %v2024 = icmp eq i64 %v2023, 0
  br i1 %v2024, label %b14, label %b2025, !prof !0
b2025:
  %v2026 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2027 = load ptr, ptr %v2026, align 8
  store ptr %v2027, ptr %tape.base
  %v2028 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2029 = load ptr, ptr %v2028, align 8
  store ptr %v2029, ptr %tape.top
  %v2030 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2031 = load ptr, ptr %v2030, align 8
  store ptr %v2031, ptr %tape.end
  br label %b2020
b2020:
  %v2032 = load i64, ptr %r187
  %v2033 = load ptr, ptr %tape.top
  %v2034 = getelementptr i8, ptr %v2033, i64 8
  store ptr %v2034, ptr %tape.top
  store i64 %v2032, ptr %v2033, align 1, !alias.scope !78, !noalias !79
  %v2035 = load ptr, ptr %r189
  %v2036 = load ptr, ptr %tape.top
  %v2037 = getelementptr i8, ptr %v2036, i64 8
  store ptr %v2037, ptr %tape.top
  store ptr %v2035, ptr %v2036, align 1, !alias.scope !78, !noalias !79
  %v2038 = load i64, ptr %r379
  %v2039 = load ptr, ptr %tape.top
  %v2040 = getelementptr i8, ptr %v2039, i64 8
  store ptr %v2040, ptr %tape.top
  store i64 %v2038, ptr %v2039, align 1, !alias.scope !78, !noalias !79
  %v2041 = load i64, ptr %r4
  %v2042 = load i64, ptr %r125
  %v2043 = mul i64 %v2041, %v2042
  store i64 %v2043, ptr %r386
  %v2044 = load i64, ptr %r4
  %v2049 = icmp slt i64 0, %v2044
  br i1 %v2049, label %b2050, label %b2048
b2050:
  br label %b2045
b2045:
  %v2051 = phi i64 [ 0, %b2050 ], [ %v2052, %b2047 ]
  store i64 %v2051, ptr %r388
  %v2053 = load i64, ptr %r386
  %v2054 = load i64, ptr %r388
  %v2055 = add i64 %v2053, %v2054
  %v2056 = load i64, ptr %r388
  %v2057 = load ptr, ptr %r49
  %v2058 = getelementptr inbounds double, ptr %v2057, i64 %v2056
  %v2059 = load double, ptr %v2058, align 8, !llvm.access.group !282, !alias.scope !140, !noalias !141
  %v2060 = load ptr, ptr %r111
  %v2061 = getelementptr inbounds double, ptr %v2060, i64 %v2055
  store double %v2059, ptr %v2061, align 8, !llvm.access.group !282, !alias.scope !112, !noalias !113
  br label %b2046
b2046:
  br label %b2047
b2047:
  %v2052 = add nsw i64 %v2051, 1
  %v2062 = icmp slt i64 %v2052, %v2044
  br i1 %v2062, label %b2045, label %b2048, !llvm.loop !283
b2048:
  %v2063 = load i64, ptr %r214
  store i64 %v2063, ptr %r390
  %v2064 = load i64, ptr %r390
  %v2065 = call ptr @procedure_alloc_within(ptr %context, i64 %v2064, i64 8, i64 0)
  %v2066 = icmp eq ptr %v2065, null
  br i1 %v2066, label %b14, label %b2067, !prof !0
b2067:
  store ptr %v2065, ptr %r392
  %v2068 = load ptr, ptr %r392
  call void @procedure_retain(ptr %v2068)
  %v2069 = load i64, ptr %r214
  %v2074 = icmp slt i64 0, %v2069
  br i1 %v2074, label %b2075, label %b2073
b2075:
  br label %b2070
b2070:
  %v2076 = phi i64 [ 0, %b2075 ], [ %v2077, %b2072 ]
  store i64 %v2076, ptr %r394
  %v2078 = load i64, ptr %r394
  %v2079 = load i64, ptr %r394
  %v2080 = load ptr, ptr %r223
  %v2081 = getelementptr inbounds double, ptr %v2080, i64 %v2079
  %v2082 = load double, ptr %v2081, align 8, !llvm.access.group !284, !alias.scope !130, !noalias !131
  %v2083 = load ptr, ptr %r392
  %v2084 = getelementptr inbounds double, ptr %v2083, i64 %v2078
  store double %v2082, ptr %v2084, align 8, !llvm.access.group !284, !alias.scope !152, !noalias !153
  br label %b2071
b2071:
  br label %b2072
b2072:
  %v2077 = add nsw i64 %v2076, 1
  %v2085 = icmp slt i64 %v2077, %v2069
  br i1 %v2085, label %b2070, label %b2073, !llvm.loop !285
b2073:
  %v2086 = load i64, ptr %r12
  %v2087 = call ptr @procedure_alloc_within(ptr %context, i64 %v2086, i64 8, i64 0)
  %v2088 = icmp eq ptr %v2087, null
  br i1 %v2088, label %b14, label %b2089, !prof !0
b2089:
  store ptr %v2087, ptr %r396
  %v2090 = load ptr, ptr %r396
  call void @procedure_retain(ptr %v2090)
  %v2091 = load i64, ptr %r12
  %v2096 = icmp slt i64 0, %v2091
  br i1 %v2096, label %b2097, label %b2095
b2097:
  br label %b2092
b2092:
  %v2098 = phi i64 [ 0, %b2097 ], [ %v2099, %b2094 ]
  store i64 %v2098, ptr %r398
  %v2100 = load i64, ptr %r398
  %v2101 = load i64, ptr %r398
  %v2102 = load ptr, ptr %r203
  %v2103 = getelementptr inbounds double, ptr %v2102, i64 %v2101
  %v2104 = load double, ptr %v2103, align 8, !llvm.access.group !286, !alias.scope !124, !noalias !125
  %v2105 = load ptr, ptr %r396
  %v2106 = getelementptr inbounds double, ptr %v2105, i64 %v2100
  store double %v2104, ptr %v2106, align 8, !llvm.access.group !286, !alias.scope !154, !noalias !155
  br label %b2093
b2093:
  br label %b2094
b2094:
  %v2099 = add nsw i64 %v2098, 1
  %v2107 = icmp slt i64 %v2099, %v2091
  br i1 %v2107, label %b2092, label %b2095, !llvm.loop !287
b2095:
  store double 0x0000000000000000, ptr %r400
  store i1 false, ptr %r402
  store i64 0, ptr %r404
  br label %b2108
b2108:
  %v2111 = load i1, ptr %r402
  br i1 %v2111, label %b2112, label %b2114
b2112:
  br label %b2110
b2114:
  store double 0x3FF0000000000000, ptr %r406
  store i1 false, ptr %r408
  %v2115 = load i64, ptr %r12
  store i64 %v2115, ptr %r410
  store i64 0, ptr %r53
  store i1 false, ptr %r412
  store i64 0, ptr %r414
  br label %b2116
b2116:
  %v2119 = load i1, ptr %r412
  %v2120 = load i64, ptr %r53
  %v2121 = load i64, ptr %r410
  %v2122 = icmp sge i64 %v2120, %v2121
  %v2123 = or i1 %v2119, %v2122
  br i1 %v2123, label %b2124, label %b2126
b2124:
  br label %b2118
b2126:
  %v2127 = load i64, ptr %r53
  %v2128 = add i64 %v2127, 1
  store i64 %v2128, ptr %r416
  %v2129 = load i64, ptr %r12
  %v2130 = load i64, ptr %r53
  %v2131 = mul i64 %v2129, %v2130
  %v2132 = add i64 %v2131, %v2130
  %v2133 = load ptr, ptr %r392
  %v2134 = getelementptr inbounds double, ptr %v2133, i64 %v2132
  %v2135 = load double, ptr %v2134, align 8, !alias.scope !152, !noalias !153
  %v2136 = call double @llvm.fabs.f64(double %v2135)
  store double %v2136, ptr %r418
  %v2137 = load ptr, ptr %tape.top
  %v2138 = ptrtoint ptr %v2137 to i64
  %v2139 = load ptr, ptr %tape.end
  %v2140 = ptrtoint ptr %v2139 to i64
  %v2141 = sub i64 %v2140, %v2138
  %v2142 = icmp slt i64 %v2141, 8
  br i1 %v2142, label %b2143, label %b2144, !prof !0
b2143:
  %v2145 = load ptr, ptr %tape.top
  %v2146 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2145, ptr %v2146, align 8
  %v2147 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2148 = icmp eq i64 %v2147, 0
  br i1 %v2148, label %b14, label %b2149, !prof !0
b2149:
  %v2150 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2151 = load ptr, ptr %v2150, align 8
  store ptr %v2151, ptr %tape.base
  %v2152 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2153 = load ptr, ptr %v2152, align 8
  store ptr %v2153, ptr %tape.top
  %v2154 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2155 = load ptr, ptr %v2154, align 8
  store ptr %v2155, ptr %tape.end
  br label %b2144
b2144:
  %v2156 = load i64, ptr %r55
  %v2157 = load ptr, ptr %tape.top
  %v2158 = getelementptr i8, ptr %v2157, i64 8
  store ptr %v2158, ptr %tape.top
  store i64 %v2156, ptr %v2157, align 1, !alias.scope !78, !noalias !79
  %v2159 = load i64, ptr %r53
  store i64 %v2159, ptr %r55
  %v2160 = load i64, ptr %r416
  %v2161 = load i64, ptr %r12
  %v2166 = icmp slt i64 %v2160, %v2161
  br i1 %v2166, label %b2167, label %b2165
b2167:
  br label %b2162
b2162:
  %v2168 = phi i64 [ %v2160, %b2167 ], [ %v2169, %b2164 ]
  store i64 %v2168, ptr %r420
  %v2170 = load i64, ptr %r12
  %v2171 = load i64, ptr %r420
  %v2172 = mul i64 %v2170, %v2171
  %v2173 = load i64, ptr %r53
  %v2174 = add i64 %v2172, %v2173
  %v2175 = load ptr, ptr %r392
  %v2176 = getelementptr inbounds double, ptr %v2175, i64 %v2174
  %v2177 = load double, ptr %v2176, align 8, !alias.scope !152, !noalias !153
  %v2178 = call double @llvm.fabs.f64(double %v2177)
  store double %v2178, ptr %r422
  %v2179 = load double, ptr %r422
  %v2180 = load double, ptr %r418
  %v2181 = fcmp ogt double %v2179, %v2180
  br i1 %v2181, label %b2182, label %b2183
b2182:
  %v2185 = load i64, ptr %r420
  store i64 %v2185, ptr %r424
  %v2186 = load double, ptr %r422
  store double %v2186, ptr %r426
  br label %b2184
b2183:
  %v2187 = load i64, ptr %r55
  store i64 %v2187, ptr %r424
  %v2188 = load double, ptr %r418
  store double %v2188, ptr %r426
  br label %b2184
b2184:
  %v2189 = load double, ptr %r426
  store double %v2189, ptr %r418
  %v2190 = load i64, ptr %r424
  store i64 %v2190, ptr %r55
  br label %b2163
b2163:
  br label %b2164
b2164:
  %v2169 = add nsw i64 %v2168, 1
  %v2191 = icmp slt i64 %v2169, %v2161
  br i1 %v2191, label %b2162, label %b2165, !llvm.loop !288
b2165:
  %v2192 = load double, ptr %r418
  %v2193 = fcmp oeq double %v2192, 0x0000000000000000
  store i1 %v2193, ptr %r428
  %v2194 = load i1, ptr %r428
  store i1 %v2194, ptr %r430
  %v2195 = load i1, ptr %r430
  br i1 %v2195, label %b2196, label %b2197
b2196:
  store double 0x0000000000000000, ptr %r400
  store i1 true, ptr %r408
  store i1 true, ptr %r412
  br label %b2198
b2197:
  %v2199 = load i64, ptr %r55
  %v2200 = load i64, ptr %r53
  %v2201 = icmp ne i64 %v2199, %v2200
  store i1 %v2201, ptr %r432
  %v2202 = load i1, ptr %r432
  br i1 %v2202, label %b2203, label %b2204
b2203:
  %v2206 = load i64, ptr %r53
  store i64 %v2206, ptr %r434
  %v2207 = load i64, ptr %r12
  %v2208 = load i64, ptr %r434
  %v2209 = sub i64 %v2207, %v2208
  %v2210 = icmp sgt i64 %v2209, 0
  %v2211 = select i1 %v2210, i64 %v2209, i64 0
  store i64 %v2211, ptr %r436
  %v2212 = mul i64 0, 2
  store i64 %v2212, ptr %r438
  %v2213 = load i64, ptr %r438
  %v2214 = load i64, ptr %r436
  %v2215 = add i64 %v2213, %v2214
  store i64 %v2215, ptr %r440
  %v2216 = load i64, ptr %r440
  %v2217 = load i64, ptr %r436
  %v2218 = add i64 %v2216, %v2217
  %v2219 = mul i64 %v2218, 8
  %v2220 = add i64 %v2219, 7
  %v2221 = sdiv i64 %v2220, 8
  store i64 %v2221, ptr %r442
  %v2222 = load i64, ptr %r442
  %v2223 = load ptr, ptr %tape.top
  %v2224 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2223, ptr %v2224, align 8
  %v2225 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v2222, i64 8)
  %v2226 = icmp eq ptr %v2225, null
  br i1 %v2226, label %b14, label %b2227, !prof !0
b2227:
  %v2228 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2229 = load ptr, ptr %v2228, align 8
  store ptr %v2229, ptr %tape.base
  %v2230 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2231 = load ptr, ptr %v2230, align 8
  store ptr %v2231, ptr %tape.top
  %v2232 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2233 = load ptr, ptr %v2232, align 8
  store ptr %v2233, ptr %tape.end
  store ptr %v2225, ptr %r444
  %v2234 = load i64, ptr %r434
  %v2235 = load i64, ptr %r12
  %v2236 = icmp slt i64 %v2234, %v2235
  %v2237 = load i64, ptr %r55
  %v2238 = icmp sge i64 %v2237, %v2235
  %v2239 = and i1 %v2236, %v2238
  br i1 %v2239, label %b914, label %b2242, !prof !0
b2242:
  %v2243 = load i64, ptr %r434
  %v2244 = load i64, ptr %r12
  %v2249 = icmp slt i64 %v2243, %v2244
  br i1 %v2249, label %b2250, label %b2248
b2250:
  br label %b2245
b2245:
  %v2251 = phi i64 [ %v2243, %b2250 ], [ %v2252, %b2247 ]
  store i64 %v2251, ptr %r446
  %v2253 = load i64, ptr %r12
  %v2254 = load i64, ptr %r53
  %v2255 = mul i64 %v2253, %v2254
  %v2256 = load i64, ptr %r446
  %v2257 = add i64 %v2255, %v2256
  %v2258 = load ptr, ptr %r392
  %v2259 = getelementptr inbounds double, ptr %v2258, i64 %v2257
  %v2260 = load double, ptr %v2259, align 8, !alias.scope !152, !noalias !153
  store double %v2260, ptr %r448
  %v2261 = load i64, ptr %r438
  %v2262 = load i64, ptr %r446
  %v2263 = load i64, ptr %r434
  %v2264 = sub i64 %v2262, %v2263
  %v2265 = add i64 %v2261, %v2264
  %v2266 = load i64, ptr %r12
  %v2267 = load i64, ptr %r53
  %v2268 = mul i64 %v2266, %v2267
  %v2269 = load i64, ptr %r446
  %v2270 = add i64 %v2268, %v2269
  %v2271 = load ptr, ptr %r392
  %v2272 = getelementptr inbounds double, ptr %v2271, i64 %v2270
  %v2273 = load double, ptr %v2272, align 8, !alias.scope !152, !noalias !153
  %v2274 = load ptr, ptr %r444
  %v2275 = getelementptr inbounds double, ptr %v2274, i64 %v2265
  store double %v2273, ptr %v2275, align 8, !alias.scope !78, !noalias !79
  %v2276 = load i64, ptr %r12
  %v2277 = load i64, ptr %r53
  %v2278 = mul i64 %v2276, %v2277
  %v2279 = load i64, ptr %r446
  %v2280 = add i64 %v2278, %v2279
  %v2281 = load i64, ptr %r12
  %v2282 = load i64, ptr %r55
  %v2283 = mul i64 %v2281, %v2282
  %v2284 = load i64, ptr %r446
  %v2285 = add i64 %v2283, %v2284
  %v2286 = load ptr, ptr %r392
  %v2287 = getelementptr inbounds double, ptr %v2286, i64 %v2285
  %v2288 = load double, ptr %v2287, align 8, !alias.scope !152, !noalias !153
  %v2289 = load ptr, ptr %r392
  %v2290 = getelementptr inbounds double, ptr %v2289, i64 %v2280
  store double %v2288, ptr %v2290, align 8, !alias.scope !152, !noalias !153
  %v2291 = load i64, ptr %r440
  %v2292 = load i64, ptr %r446
  %v2293 = load i64, ptr %r434
  %v2294 = sub i64 %v2292, %v2293
  %v2295 = add i64 %v2291, %v2294
  %v2296 = load i64, ptr %r12
  %v2297 = load i64, ptr %r55
  %v2298 = mul i64 %v2296, %v2297
  %v2299 = load i64, ptr %r446
  %v2300 = add i64 %v2298, %v2299
  %v2301 = load ptr, ptr %r392
  %v2302 = getelementptr inbounds double, ptr %v2301, i64 %v2300
  %v2303 = load double, ptr %v2302, align 8, !alias.scope !152, !noalias !153
  %v2304 = load ptr, ptr %r444
  %v2305 = getelementptr inbounds double, ptr %v2304, i64 %v2295
  store double %v2303, ptr %v2305, align 8, !alias.scope !78, !noalias !79
  %v2306 = load i64, ptr %r12
  %v2307 = load i64, ptr %r55
  %v2308 = mul i64 %v2306, %v2307
  %v2309 = load i64, ptr %r446
  %v2310 = add i64 %v2308, %v2309
  %v2311 = load double, ptr %r448
  %v2312 = load ptr, ptr %r392
  %v2313 = getelementptr inbounds double, ptr %v2312, i64 %v2310
  store double %v2311, ptr %v2313, align 8, !alias.scope !152, !noalias !153
  br label %b2246
b2246:
  br label %b2247
b2247:
  %v2252 = add nsw i64 %v2251, 1
  %v2314 = icmp slt i64 %v2252, %v2244
  br i1 %v2314, label %b2245, label %b2248, !llvm.loop !289
b2248:
  %v2315 = load ptr, ptr %tape.top
  %v2316 = ptrtoint ptr %v2315 to i64
  %v2317 = load ptr, ptr %tape.end
  %v2318 = ptrtoint ptr %v2317 to i64
  %v2319 = sub i64 %v2318, %v2316
  %v2320 = icmp slt i64 %v2319, 8
  br i1 %v2320, label %b2321, label %b2322, !prof !0
b2321:
  %v2323 = load ptr, ptr %tape.top
  %v2324 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2323, ptr %v2324, align 8
  %v2325 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2326 = icmp eq i64 %v2325, 0
  br i1 %v2326, label %b14, label %b2327, !prof !0
b2327:
  %v2328 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2329 = load ptr, ptr %v2328, align 8
  store ptr %v2329, ptr %tape.base
  %v2330 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2331 = load ptr, ptr %v2330, align 8
  store ptr %v2331, ptr %tape.top
  %v2332 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2333 = load ptr, ptr %v2332, align 8
  store ptr %v2333, ptr %tape.end
  br label %b2322
b2322:
  %v2334 = load i64, ptr %r434
  %v2335 = load ptr, ptr %tape.top
  %v2336 = getelementptr i8, ptr %v2335, i64 8
  store ptr %v2336, ptr %tape.top
  store i64 %v2334, ptr %v2335, align 1, !alias.scope !78, !noalias !79
  %v2337 = sub i64 1, 0
  %v2338 = icmp sgt i64 %v2337, 0
  %v2339 = select i1 %v2338, i64 %v2337, i64 0
  store i64 %v2339, ptr %r450
  %v2340 = mul i64 0, 2
  store i64 %v2340, ptr %r452
  %v2341 = load i64, ptr %r452
  %v2342 = load i64, ptr %r450
  %v2343 = add i64 %v2341, %v2342
  store i64 %v2343, ptr %r454
  %v2344 = load i64, ptr %r454
  %v2345 = load i64, ptr %r450
  %v2346 = add i64 %v2344, %v2345
  %v2347 = mul i64 %v2346, 8
  %v2348 = add i64 %v2347, 7
  %v2349 = sdiv i64 %v2348, 8
  store i64 %v2349, ptr %r456
  %v2350 = load i64, ptr %r456
  %v2351 = load ptr, ptr %tape.top
  %v2352 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2351, ptr %v2352, align 8
  %v2353 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v2350, i64 8)
  %v2354 = icmp eq ptr %v2353, null
  br i1 %v2354, label %b14, label %b2355, !prof !0
b2355:
  %v2356 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2357 = load ptr, ptr %v2356, align 8
  store ptr %v2357, ptr %tape.base
  %v2358 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2359 = load ptr, ptr %v2358, align 8
  store ptr %v2359, ptr %tape.top
  %v2360 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2361 = load ptr, ptr %v2360, align 8
  store ptr %v2361, ptr %tape.end
  store ptr %v2353, ptr %r458
  %v2362 = load i64, ptr %r55
  %v2363 = load i64, ptr %r12
  %v2364 = icmp sge i64 %v2362, %v2363
  br i1 %v2364, label %b914, label %b2367, !prof !0
b2367:
  %v2372 = icmp slt i64 0, 1
  br i1 %v2372, label %b2373, label %b2371
b2373:
  br label %b2368
b2368:
  %v2374 = phi i64 [ 0, %b2373 ], [ %v2375, %b2370 ]
  store i64 %v2374, ptr %r460
  %v2376 = load i64, ptr %r53
  %v2377 = load ptr, ptr %r396
  %v2378 = getelementptr inbounds double, ptr %v2377, i64 %v2376
  %v2379 = load double, ptr %v2378, align 8, !alias.scope !154, !noalias !155
  store double %v2379, ptr %r462
  %v2380 = load i64, ptr %r452
  %v2381 = load i64, ptr %r460
  %v2382 = add i64 %v2380, %v2381
  %v2383 = load i64, ptr %r53
  %v2384 = load ptr, ptr %r396
  %v2385 = getelementptr inbounds double, ptr %v2384, i64 %v2383
  %v2386 = load double, ptr %v2385, align 8, !alias.scope !154, !noalias !155
  %v2387 = load ptr, ptr %r458
  %v2388 = getelementptr inbounds double, ptr %v2387, i64 %v2382
  store double %v2386, ptr %v2388, align 8, !alias.scope !78, !noalias !79
  %v2389 = load i64, ptr %r53
  %v2390 = load i64, ptr %r55
  %v2391 = load ptr, ptr %r396
  %v2392 = getelementptr inbounds double, ptr %v2391, i64 %v2390
  %v2393 = load double, ptr %v2392, align 8, !alias.scope !154, !noalias !155
  %v2394 = load ptr, ptr %r396
  %v2395 = getelementptr inbounds double, ptr %v2394, i64 %v2389
  store double %v2393, ptr %v2395, align 8, !alias.scope !154, !noalias !155
  %v2396 = load i64, ptr %r454
  %v2397 = load i64, ptr %r460
  %v2398 = add i64 %v2396, %v2397
  %v2399 = load i64, ptr %r55
  %v2400 = load ptr, ptr %r396
  %v2401 = getelementptr inbounds double, ptr %v2400, i64 %v2399
  %v2402 = load double, ptr %v2401, align 8, !alias.scope !154, !noalias !155
  %v2403 = load ptr, ptr %r458
  %v2404 = getelementptr inbounds double, ptr %v2403, i64 %v2398
  store double %v2402, ptr %v2404, align 8, !alias.scope !78, !noalias !79
  %v2405 = load i64, ptr %r55
  %v2406 = load double, ptr %r462
  %v2407 = load ptr, ptr %r396
  %v2408 = getelementptr inbounds double, ptr %v2407, i64 %v2405
  store double %v2406, ptr %v2408, align 8, !alias.scope !154, !noalias !155
  br label %b2369
b2369:
  br label %b2370
b2370:
  %v2375 = add nsw i64 %v2374, 1
  %v2409 = icmp slt i64 %v2375, 1
  br i1 %v2409, label %b2368, label %b2371, !llvm.loop !290
b2371:
  %v2410 = load double, ptr %r406
  %v2411 = fneg double %v2410
  store double %v2411, ptr %r464
  br label %b2205
b2204:
  %v2412 = load double, ptr %r406
  store double %v2412, ptr %r464
  br label %b2205
b2205:
  %v2413 = load i64, ptr %r416
  store i64 %v2413, ptr %r466
  %v2414 = load i64, ptr %r466
  %v2415 = load i64, ptr %r12
  %v2420 = icmp slt i64 %v2414, %v2415
  br i1 %v2420, label %b2421, label %b2419
b2421:
  br label %b2416
b2416:
  %v2422 = phi i64 [ %v2414, %b2421 ], [ %v2423, %b2418 ]
  store i64 %v2422, ptr %r468
  %v2424 = load ptr, ptr %tape.top
  %v2425 = ptrtoint ptr %v2424 to i64
  %v2426 = load ptr, ptr %tape.end
  %v2427 = ptrtoint ptr %v2426 to i64
  %v2428 = sub i64 %v2427, %v2425
  %v2429 = icmp slt i64 %v2428, 8
  br i1 %v2429, label %b2430, label %b2431, !prof !0
b2430:
  %v2432 = load ptr, ptr %tape.top
  %v2433 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2432, ptr %v2433, align 8
  %v2434 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2435 = icmp eq i64 %v2434, 0
  br i1 %v2435, label %b14, label %b2436, !prof !0
b2436:
  %v2437 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2438 = load ptr, ptr %v2437, align 8
  store ptr %v2438, ptr %tape.base
  %v2439 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2440 = load ptr, ptr %v2439, align 8
  store ptr %v2440, ptr %tape.top
  %v2441 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2442 = load ptr, ptr %v2441, align 8
  store ptr %v2442, ptr %tape.end
  br label %b2431
b2431:
  %v2443 = load double, ptr %r57
  %v2444 = load ptr, ptr %tape.top
  %v2445 = getelementptr i8, ptr %v2444, i64 8
  store ptr %v2445, ptr %tape.top
  store double %v2443, ptr %v2444, align 1, !alias.scope !78, !noalias !79
  %v2446 = load i64, ptr %r12
  %v2447 = load i64, ptr %r468
  %v2448 = mul i64 %v2446, %v2447
  %v2449 = load i64, ptr %r53
  %v2450 = add i64 %v2448, %v2449
  %v2451 = load ptr, ptr %r392
  %v2452 = getelementptr inbounds double, ptr %v2451, i64 %v2450
  %v2453 = load double, ptr %v2452, align 8, !alias.scope !152, !noalias !153
  %v2454 = mul i64 %v2446, %v2449
  %v2455 = add i64 %v2454, %v2449
  %v2456 = load ptr, ptr %r392
  %v2457 = getelementptr inbounds double, ptr %v2456, i64 %v2455
  %v2458 = load double, ptr %v2457, align 8, !alias.scope !152, !noalias !153
  %v2459 = fdiv double %v2453, %v2458
  store double %v2459, ptr %r57
  %v2460 = load i64, ptr %r416
  store i64 %v2460, ptr %r470
  %v2461 = load i64, ptr %r12
  %v2462 = load i64, ptr %r470
  %v2463 = sub i64 %v2461, %v2462
  %v2464 = icmp sgt i64 %v2463, 0
  %v2465 = select i1 %v2464, i64 %v2463, i64 0
  store i64 %v2465, ptr %r472
  %v2466 = mul i64 0, 2
  store i64 %v2466, ptr %r474
  %v2467 = load i64, ptr %r474
  %v2468 = load i64, ptr %r472
  %v2469 = add i64 %v2467, %v2468
  %v2470 = mul i64 %v2469, 8
  %v2471 = add i64 %v2470, 7
  %v2472 = sdiv i64 %v2471, 8
  store i64 %v2472, ptr %r476
  %v2473 = load i64, ptr %r476
  %v2474 = load ptr, ptr %tape.top
  %v2475 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2474, ptr %v2475, align 8
  %v2476 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v2473, i64 8)
  %v2477 = icmp eq ptr %v2476, null
  br i1 %v2477, label %b14, label %b2478, !prof !0
b2478:
  %v2479 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2480 = load ptr, ptr %v2479, align 8
  store ptr %v2480, ptr %tape.base
  %v2481 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2482 = load ptr, ptr %v2481, align 8
  store ptr %v2482, ptr %tape.top
  %v2483 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2484 = load ptr, ptr %v2483, align 8
  store ptr %v2484, ptr %tape.end
  store ptr %v2476, ptr %r478
  %v2485 = load i64, ptr %r470
  %v2486 = load i64, ptr %r12
  %v2491 = icmp slt i64 %v2485, %v2486
  br i1 %v2491, label %b2492, label %b2490
b2492:
  br label %b2487
b2487:
  %v2493 = phi i64 [ %v2485, %b2492 ], [ %v2494, %b2489 ]
  store i64 %v2493, ptr %r480
  %v2495 = load i64, ptr %r474
  %v2496 = load i64, ptr %r480
  %v2497 = load i64, ptr %r470
  %v2498 = sub i64 %v2496, %v2497
  %v2499 = add i64 %v2495, %v2498
  %v2500 = load i64, ptr %r12
  %v2501 = load i64, ptr %r468
  %v2502 = mul i64 %v2500, %v2501
  %v2503 = load i64, ptr %r480
  %v2504 = add i64 %v2502, %v2503
  %v2505 = load ptr, ptr %r392
  %v2506 = getelementptr inbounds double, ptr %v2505, i64 %v2504
  %v2507 = load double, ptr %v2506, align 8, !alias.scope !152, !noalias !153
  %v2508 = load ptr, ptr %r478
  %v2509 = getelementptr inbounds double, ptr %v2508, i64 %v2499
  store double %v2507, ptr %v2509, align 8, !alias.scope !78, !noalias !79
  %v2510 = load i64, ptr %r12
  %v2511 = load i64, ptr %r468
  %v2512 = mul i64 %v2510, %v2511
  %v2513 = load i64, ptr %r480
  %v2514 = add i64 %v2512, %v2513
  %v2515 = load i64, ptr %r12
  %v2516 = load i64, ptr %r468
  %v2517 = mul i64 %v2515, %v2516
  %v2518 = load i64, ptr %r480
  %v2519 = add i64 %v2517, %v2518
  %v2520 = load ptr, ptr %r392
  %v2521 = getelementptr inbounds double, ptr %v2520, i64 %v2519
  %v2522 = load double, ptr %v2521, align 8, !alias.scope !152, !noalias !153
  %v2523 = load double, ptr %r57
  %v2524 = load i64, ptr %r53
  %v2525 = mul i64 %v2515, %v2524
  %v2526 = add i64 %v2525, %v2518
  %v2527 = load ptr, ptr %r392
  %v2528 = getelementptr inbounds double, ptr %v2527, i64 %v2526
  %v2529 = load double, ptr %v2528, align 8, !alias.scope !152, !noalias !153
  %v2530 = fmul double %v2523, %v2529
  %v2531 = fsub double %v2522, %v2530
  %v2532 = load ptr, ptr %r392
  %v2533 = getelementptr inbounds double, ptr %v2532, i64 %v2514
  store double %v2531, ptr %v2533, align 8, !alias.scope !152, !noalias !153
  br label %b2488
b2488:
  br label %b2489
b2489:
  %v2494 = add nsw i64 %v2493, 1
  %v2534 = icmp slt i64 %v2494, %v2486
  br i1 %v2534, label %b2487, label %b2490, !llvm.loop !291
b2490:
  %v2535 = load ptr, ptr %tape.top
  %v2536 = ptrtoint ptr %v2535 to i64
  %v2537 = load ptr, ptr %tape.end
  %v2538 = ptrtoint ptr %v2537 to i64
  %v2539 = sub i64 %v2538, %v2536
  %v2540 = icmp slt i64 %v2539, 8
  br i1 %v2540, label %b2541, label %b2542, !prof !0
b2541:
  %v2543 = load ptr, ptr %tape.top
  %v2544 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2543, ptr %v2544, align 8
  %v2545 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2546 = icmp eq i64 %v2545, 0
  br i1 %v2546, label %b14, label %b2547, !prof !0
b2547:
  %v2548 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2549 = load ptr, ptr %v2548, align 8
  store ptr %v2549, ptr %tape.base
  %v2550 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2551 = load ptr, ptr %v2550, align 8
  store ptr %v2551, ptr %tape.top
  %v2552 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2553 = load ptr, ptr %v2552, align 8
  store ptr %v2553, ptr %tape.end
  br label %b2542
b2542:
  %v2554 = load i64, ptr %r470
  %v2555 = load ptr, ptr %tape.top
  %v2556 = getelementptr i8, ptr %v2555, i64 8
  store ptr %v2556, ptr %tape.top
  store i64 %v2554, ptr %v2555, align 1, !alias.scope !78, !noalias !79
  %v2557 = sub i64 1, 0
  %v2558 = icmp sgt i64 %v2557, 0
  %v2559 = select i1 %v2558, i64 %v2557, i64 0
  store i64 %v2559, ptr %r482
  %v2560 = mul i64 0, 2
  store i64 %v2560, ptr %r484
  %v2561 = load i64, ptr %r484
  %v2562 = load i64, ptr %r482
  %v2563 = add i64 %v2561, %v2562
  %v2564 = mul i64 %v2563, 8
  %v2565 = add i64 %v2564, 7
  %v2566 = sdiv i64 %v2565, 8
  store i64 %v2566, ptr %r486
  %v2567 = load i64, ptr %r486
  %v2568 = load ptr, ptr %tape.top
  %v2569 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2568, ptr %v2569, align 8
  %v2570 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v2567, i64 8)
  %v2571 = icmp eq ptr %v2570, null
  br i1 %v2571, label %b14, label %b2572, !prof !0
b2572:
  %v2573 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2574 = load ptr, ptr %v2573, align 8
  store ptr %v2574, ptr %tape.base
  %v2575 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2576 = load ptr, ptr %v2575, align 8
  store ptr %v2576, ptr %tape.top
  %v2577 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2578 = load ptr, ptr %v2577, align 8
  store ptr %v2578, ptr %tape.end
  store ptr %v2570, ptr %r488
  %v2583 = icmp slt i64 0, 1
  br i1 %v2583, label %b2584, label %b2582
b2584:
  br label %b2579
b2579:
  %v2585 = phi i64 [ 0, %b2584 ], [ %v2586, %b2581 ]
  store i64 %v2585, ptr %r490
  %v2587 = load i64, ptr %r484
  %v2588 = load i64, ptr %r490
  %v2589 = add i64 %v2587, %v2588
  %v2590 = load i64, ptr %r468
  %v2591 = load ptr, ptr %r396
  %v2592 = getelementptr inbounds double, ptr %v2591, i64 %v2590
  %v2593 = load double, ptr %v2592, align 8, !alias.scope !154, !noalias !155
  %v2594 = load ptr, ptr %r488
  %v2595 = getelementptr inbounds double, ptr %v2594, i64 %v2589
  store double %v2593, ptr %v2595, align 8, !alias.scope !78, !noalias !79
  %v2596 = load i64, ptr %r468
  %v2597 = load i64, ptr %r468
  %v2598 = load ptr, ptr %r396
  %v2599 = getelementptr inbounds double, ptr %v2598, i64 %v2597
  %v2600 = load double, ptr %v2599, align 8, !alias.scope !154, !noalias !155
  %v2601 = load double, ptr %r57
  %v2602 = load i64, ptr %r53
  %v2603 = load ptr, ptr %r396
  %v2604 = getelementptr inbounds double, ptr %v2603, i64 %v2602
  %v2605 = load double, ptr %v2604, align 8, !alias.scope !154, !noalias !155
  %v2606 = fmul double %v2601, %v2605
  %v2607 = fsub double %v2600, %v2606
  %v2608 = load ptr, ptr %r396
  %v2609 = getelementptr inbounds double, ptr %v2608, i64 %v2596
  store double %v2607, ptr %v2609, align 8, !alias.scope !154, !noalias !155
  br label %b2580
b2580:
  br label %b2581
b2581:
  %v2586 = add nsw i64 %v2585, 1
  %v2610 = icmp slt i64 %v2586, 1
  br i1 %v2610, label %b2579, label %b2582, !llvm.loop !292
b2582:
  br label %b2417
b2417:
  br label %b2418
b2418:
  %v2423 = add nsw i64 %v2422, 1
  %v2611 = icmp slt i64 %v2423, %v2415
  br i1 %v2611, label %b2416, label %b2419, !llvm.loop !293
b2419:
  %v2612 = load ptr, ptr %tape.top
  %v2613 = ptrtoint ptr %v2612 to i64
  %v2614 = load ptr, ptr %tape.end
  %v2615 = ptrtoint ptr %v2614 to i64
  %v2616 = sub i64 %v2615, %v2613
  %v2617 = icmp slt i64 %v2616, 8
  br i1 %v2617, label %b2618, label %b2619, !prof !0
b2618:
  %v2620 = load ptr, ptr %tape.top
  %v2621 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2620, ptr %v2621, align 8
  %v2622 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2623 = icmp eq i64 %v2622, 0
  br i1 %v2623, label %b14, label %b2624, !prof !0
b2624:
  %v2625 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2626 = load ptr, ptr %v2625, align 8
  store ptr %v2626, ptr %tape.base
  %v2627 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2628 = load ptr, ptr %v2627, align 8
  store ptr %v2628, ptr %tape.top
  %v2629 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2630 = load ptr, ptr %v2629, align 8
  store ptr %v2630, ptr %tape.end
  br label %b2619
b2619:
  %v2631 = load i64, ptr %r466
  %v2632 = load ptr, ptr %tape.top
  %v2633 = getelementptr i8, ptr %v2632, i64 8
  store ptr %v2633, ptr %tape.top
  store i64 %v2631, ptr %v2632, align 1, !alias.scope !78, !noalias !79
  %v2634 = load double, ptr %r464
  store double %v2634, ptr %r406
  br label %b2198
b2198:
  %v2635 = load ptr, ptr %tape.top
  %v2636 = ptrtoint ptr %v2635 to i64
  %v2637 = load ptr, ptr %tape.end
  %v2638 = ptrtoint ptr %v2637 to i64
  %v2639 = sub i64 %v2638, %v2636
  %v2640 = icmp slt i64 %v2639, 9
  br i1 %v2640, label %b2641, label %b2642, !prof !0
b2641:
  %v2643 = load ptr, ptr %tape.top
  %v2644 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2643, ptr %v2644, align 8
  %v2645 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 9)
  %v2646 = icmp eq i64 %v2645, 0
  br i1 %v2646, label %b14, label %b2647, !prof !0
b2647:
  %v2648 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2649 = load ptr, ptr %v2648, align 8
  store ptr %v2649, ptr %tape.base
  %v2650 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2651 = load ptr, ptr %v2650, align 8
  store ptr %v2651, ptr %tape.top
  %v2652 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2653 = load ptr, ptr %v2652, align 8
  store ptr %v2653, ptr %tape.end
  br label %b2642
b2642:
  %v2654 = load i1, ptr %r430
  %v2655 = load ptr, ptr %tape.top
  %v2656 = getelementptr i8, ptr %v2655, i64 1
  store ptr %v2656, ptr %tape.top
  %v2657 = zext i1 %v2654 to i8
  store i8 %v2657, ptr %v2655, align 1, !alias.scope !78, !noalias !79
  %v2658 = load i64, ptr %r53
  %v2659 = load ptr, ptr %tape.top
  %v2660 = getelementptr i8, ptr %v2659, i64 8
  store ptr %v2660, ptr %tape.top
  store i64 %v2658, ptr %v2659, align 1, !alias.scope !78, !noalias !79
  %v2661 = load i64, ptr %r53
  %v2662 = add i64 %v2661, 1
  store i64 %v2662, ptr %r53
  %v2663 = load i64, ptr %r414
  %v2664 = add i64 %v2663, 1
  store i64 %v2664, ptr %r414
  br label %b2117
b2117:
  %v2665 = load i32, ptr %patience, align 4
  %v2666 = sub i32 %v2665, 65536
  store i32 %v2666, ptr %patience, align 4
  %v2667 = icmp slt i32 %v2666, 0
  br i1 %v2667, label %b2668, label %b2669, !prof !0
b2669:
  br label %b2116
b2118:
  %v2672 = load ptr, ptr %tape.top
  %v2673 = ptrtoint ptr %v2672 to i64
  %v2674 = load ptr, ptr %tape.end
  %v2675 = ptrtoint ptr %v2674 to i64
  %v2676 = sub i64 %v2675, %v2673
  %v2677 = icmp slt i64 %v2676, 8
  br i1 %v2677, label %b2678, label %b2679, !prof !0
b2678:
  %v2680 = load ptr, ptr %tape.top
  %v2681 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2680, ptr %v2681, align 8
  %v2682 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2683 = icmp eq i64 %v2682, 0
  br i1 %v2683, label %b14, label %b2684, !prof !0
b2684:
  %v2685 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2686 = load ptr, ptr %v2685, align 8
  store ptr %v2686, ptr %tape.base
  %v2687 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2688 = load ptr, ptr %v2687, align 8
  store ptr %v2688, ptr %tape.top
  %v2689 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2690 = load ptr, ptr %v2689, align 8
  store ptr %v2690, ptr %tape.end
  br label %b2679
b2679:
  %v2691 = load i64, ptr %r414
  %v2692 = load ptr, ptr %tape.top
  %v2693 = getelementptr i8, ptr %v2692, i64 8
  store ptr %v2693, ptr %tape.top
  store i64 %v2691, ptr %v2692, align 1, !alias.scope !78, !noalias !79
  %v2694 = load i1, ptr %r408
  br i1 %v2694, label %b2695, label %b2696
b2695:
  store i1 true, ptr %r402
  br label %b2697
b2696:
  %v2698 = load double, ptr %r406
  store double %v2698, ptr %r400
  store i1 true, ptr %r402
  br label %b2697
b2697:
  %v2699 = load i64, ptr %r404
  %v2700 = add i64 %v2699, 1
  store i64 %v2700, ptr %r404
  br label %b2109
b2109:
  %v2701 = load i32, ptr %patience, align 4
  %v2702 = sub i32 %v2701, 65536
  store i32 %v2702, ptr %patience, align 4
  %v2703 = icmp slt i32 %v2702, 0
  br i1 %v2703, label %b2704, label %b2705, !prof !0
b2705:
  br label %b2108
b2110:
  %v2708 = load ptr, ptr %tape.top
  %v2709 = ptrtoint ptr %v2708 to i64
  %v2710 = load ptr, ptr %tape.end
  %v2711 = ptrtoint ptr %v2710 to i64
  %v2712 = sub i64 %v2711, %v2709
  %v2713 = icmp slt i64 %v2712, 8
  br i1 %v2713, label %b2714, label %b2715, !prof !0
b2714:
  %v2716 = load ptr, ptr %tape.top
  %v2717 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2716, ptr %v2717, align 8
  %v2718 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2719 = icmp eq i64 %v2718, 0
  br i1 %v2719, label %b14, label %b2720, !prof !0
b2720:
  %v2721 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2722 = load ptr, ptr %v2721, align 8
  store ptr %v2722, ptr %tape.base
  %v2723 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2724 = load ptr, ptr %v2723, align 8
  store ptr %v2724, ptr %tape.top
  %v2725 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2726 = load ptr, ptr %v2725, align 8
  store ptr %v2726, ptr %tape.end
  br label %b2715
b2715:
  %v2727 = load i64, ptr %r404
  %v2728 = load ptr, ptr %tape.top
  %v2729 = getelementptr i8, ptr %v2728, i64 8
  store ptr %v2729, ptr %tape.top
  store i64 %v2727, ptr %v2728, align 1, !alias.scope !78, !noalias !79
  %v2730 = load double, ptr %r400
  %v2731 = fcmp oeq double %v2730, 0x0000000000000000
  br i1 %v2731, label %b1452, label %b2734, !prof !0
b2734:
  %v2735 = load i64, ptr %r338
  %v2740 = icmp sgt i64 %v2735, -1
  br i1 %v2740, label %b2741, label %b2739
b2741:
  br label %b2736
b2736:
  %v2742 = phi i64 [ %v2735, %b2741 ], [ %v2743, %b2738 ]
  store i64 %v2742, ptr %r492
  %v2744 = sub i64 1, 0
  %v2745 = icmp sgt i64 %v2744, 0
  %v2746 = select i1 %v2745, i64 %v2744, i64 0
  store i64 %v2746, ptr %r494
  %v2747 = mul i64 0, 2
  store i64 %v2747, ptr %r496
  %v2748 = load i64, ptr %r496
  %v2749 = load i64, ptr %r494
  %v2750 = add i64 %v2748, %v2749
  %v2751 = mul i64 %v2750, 8
  %v2752 = add i64 %v2751, 7
  %v2753 = sdiv i64 %v2752, 8
  store i64 %v2753, ptr %r498
  %v2754 = load i64, ptr %r498
  %v2755 = load ptr, ptr %tape.top
  %v2756 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2755, ptr %v2756, align 8
  %v2757 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v2754, i64 8)
  %v2758 = icmp eq ptr %v2757, null
  br i1 %v2758, label %b14, label %b2759, !prof !0
b2759:
  %v2760 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2761 = load ptr, ptr %v2760, align 8
  store ptr %v2761, ptr %tape.base
  %v2762 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2763 = load ptr, ptr %v2762, align 8
  store ptr %v2763, ptr %tape.top
  %v2764 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2765 = load ptr, ptr %v2764, align 8
  store ptr %v2765, ptr %tape.end
  store ptr %v2757, ptr %r500
  %v2770 = icmp slt i64 0, 1
  br i1 %v2770, label %b2771, label %b2769
b2771:
  br label %b2766
b2766:
  %v2772 = phi i64 [ 0, %b2771 ], [ %v2773, %b2768 ]
  store i64 %v2772, ptr %r502
  %v2774 = load i64, ptr %r496
  %v2775 = load i64, ptr %r502
  %v2776 = add i64 %v2774, %v2775
  %v2777 = load i64, ptr %r492
  %v2778 = load ptr, ptr %r396
  %v2779 = getelementptr inbounds double, ptr %v2778, i64 %v2777
  %v2780 = load double, ptr %v2779, align 8, !alias.scope !154, !noalias !155
  %v2781 = load ptr, ptr %r500
  %v2782 = getelementptr inbounds double, ptr %v2781, i64 %v2776
  store double %v2780, ptr %v2782, align 8, !alias.scope !78, !noalias !79
  %v2783 = load i64, ptr %r492
  %v2784 = load i64, ptr %r492
  %v2785 = load ptr, ptr %r396
  %v2786 = getelementptr inbounds double, ptr %v2785, i64 %v2784
  %v2787 = load double, ptr %v2786, align 8, !alias.scope !154, !noalias !155
  %v2788 = load i64, ptr %r12
  %v2789 = mul i64 %v2788, %v2784
  %v2790 = add i64 %v2789, %v2784
  %v2791 = load ptr, ptr %r392
  %v2792 = getelementptr inbounds double, ptr %v2791, i64 %v2790
  %v2793 = load double, ptr %v2792, align 8, !alias.scope !152, !noalias !153
  %v2794 = fdiv double %v2787, %v2793
  %v2795 = load ptr, ptr %r396
  %v2796 = getelementptr inbounds double, ptr %v2795, i64 %v2783
  store double %v2794, ptr %v2796, align 8, !alias.scope !154, !noalias !155
  br label %b2767
b2767:
  br label %b2768
b2768:
  %v2773 = add nsw i64 %v2772, 1
  %v2797 = icmp slt i64 %v2773, 1
  br i1 %v2797, label %b2766, label %b2769, !llvm.loop !294
b2769:
  %v2798 = load i64, ptr %r492
  %v2803 = icmp slt i64 0, %v2798
  br i1 %v2803, label %b2804, label %b2802
b2804:
  br label %b2799
b2799:
  %v2805 = phi i64 [ 0, %b2804 ], [ %v2806, %b2801 ]
  store i64 %v2805, ptr %r504
  %v2807 = sub i64 1, 0
  %v2808 = icmp sgt i64 %v2807, 0
  %v2809 = select i1 %v2808, i64 %v2807, i64 0
  store i64 %v2809, ptr %r506
  %v2810 = mul i64 0, 2
  store i64 %v2810, ptr %r508
  %v2811 = load i64, ptr %r508
  %v2812 = load i64, ptr %r506
  %v2813 = add i64 %v2811, %v2812
  %v2814 = mul i64 %v2813, 8
  %v2815 = add i64 %v2814, 7
  %v2816 = sdiv i64 %v2815, 8
  store i64 %v2816, ptr %r510
  %v2817 = load i64, ptr %r510
  %v2818 = load ptr, ptr %tape.top
  %v2819 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2818, ptr %v2819, align 8
  %v2820 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v2817, i64 8)
  %v2821 = icmp eq ptr %v2820, null
  br i1 %v2821, label %b14, label %b2822, !prof !0
b2822:
  %v2823 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2824 = load ptr, ptr %v2823, align 8
  store ptr %v2824, ptr %tape.base
  %v2825 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2826 = load ptr, ptr %v2825, align 8
  store ptr %v2826, ptr %tape.top
  %v2827 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2828 = load ptr, ptr %v2827, align 8
  store ptr %v2828, ptr %tape.end
  store ptr %v2820, ptr %r512
  %v2833 = icmp slt i64 0, 1
  br i1 %v2833, label %b2834, label %b2832
b2834:
  br label %b2829
b2829:
  %v2835 = phi i64 [ 0, %b2834 ], [ %v2836, %b2831 ]
  store i64 %v2835, ptr %r514
  %v2837 = load i64, ptr %r508
  %v2838 = load i64, ptr %r514
  %v2839 = add i64 %v2837, %v2838
  %v2840 = load i64, ptr %r504
  %v2841 = load ptr, ptr %r396
  %v2842 = getelementptr inbounds double, ptr %v2841, i64 %v2840
  %v2843 = load double, ptr %v2842, align 8, !alias.scope !154, !noalias !155
  %v2844 = load ptr, ptr %r512
  %v2845 = getelementptr inbounds double, ptr %v2844, i64 %v2839
  store double %v2843, ptr %v2845, align 8, !alias.scope !78, !noalias !79
  %v2846 = load i64, ptr %r504
  %v2847 = load i64, ptr %r504
  %v2848 = load ptr, ptr %r396
  %v2849 = getelementptr inbounds double, ptr %v2848, i64 %v2847
  %v2850 = load double, ptr %v2849, align 8, !alias.scope !154, !noalias !155
  %v2851 = load i64, ptr %r12
  %v2852 = mul i64 %v2851, %v2847
  %v2853 = load i64, ptr %r492
  %v2854 = add i64 %v2852, %v2853
  %v2855 = load ptr, ptr %r392
  %v2856 = getelementptr inbounds double, ptr %v2855, i64 %v2854
  %v2857 = load double, ptr %v2856, align 8, !alias.scope !152, !noalias !153
  %v2858 = load ptr, ptr %r396
  %v2859 = getelementptr inbounds double, ptr %v2858, i64 %v2853
  %v2860 = load double, ptr %v2859, align 8, !alias.scope !154, !noalias !155
  %v2861 = fmul double %v2857, %v2860
  %v2862 = fsub double %v2850, %v2861
  %v2863 = load ptr, ptr %r396
  %v2864 = getelementptr inbounds double, ptr %v2863, i64 %v2846
  store double %v2862, ptr %v2864, align 8, !alias.scope !154, !noalias !155
  br label %b2830
b2830:
  br label %b2831
b2831:
  %v2836 = add nsw i64 %v2835, 1
  %v2865 = icmp slt i64 %v2836, 1
  br i1 %v2865, label %b2829, label %b2832, !llvm.loop !295
b2832:
  br label %b2800
b2800:
  br label %b2801
b2801:
  %v2806 = add nsw i64 %v2805, 1
  %v2866 = icmp slt i64 %v2806, %v2798
  br i1 %v2866, label %b2799, label %b2802, !llvm.loop !296
b2802:
  br label %b2737
b2737:
  br label %b2738
b2738:
  %v2743 = add nsw i64 %v2742, -1
  %v2867 = icmp sgt i64 %v2743, -1
  br i1 %v2867, label %b2736, label %b2739, !llvm.loop !297
b2739:
  %v2868 = load ptr, ptr %tape.top
  %v2869 = ptrtoint ptr %v2868 to i64
  %v2870 = load ptr, ptr %tape.end
  %v2871 = ptrtoint ptr %v2870 to i64
  %v2872 = sub i64 %v2871, %v2869
  %v2873 = icmp slt i64 %v2872, 16
  br i1 %v2873, label %b2874, label %b2875, !prof !0
b2874:
  %v2876 = load ptr, ptr %tape.top
  %v2877 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2876, ptr %v2877, align 8
  %v2878 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v2879 = icmp eq i64 %v2878, 0
  br i1 %v2879, label %b14, label %b2880, !prof !0
b2880:
  %v2881 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2882 = load ptr, ptr %v2881, align 8
  store ptr %v2882, ptr %tape.base
  %v2883 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2884 = load ptr, ptr %v2883, align 8
  store ptr %v2884, ptr %tape.top
  %v2885 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2886 = load ptr, ptr %v2885, align 8
  store ptr %v2886, ptr %tape.end
  br label %b2875
b2875:
  %v2887 = load i64, ptr %r390
  %v2888 = load ptr, ptr %tape.top
  %v2889 = getelementptr i8, ptr %v2888, i64 8
  store ptr %v2889, ptr %tape.top
  store i64 %v2887, ptr %v2888, align 1, !alias.scope !78, !noalias !79
  %v2890 = load ptr, ptr %r392
  %v2891 = load ptr, ptr %tape.top
  %v2892 = getelementptr i8, ptr %v2891, i64 8
  store ptr %v2892, ptr %tape.top
  store ptr %v2890, ptr %v2891, align 1, !alias.scope !78, !noalias !79
  store double 0x0000000000000000, ptr %r516
  %v2893 = load i64, ptr %r12
  %v2898 = icmp slt i64 0, %v2893
  br i1 %v2898, label %b2899, label %b2897
b2899:
  br label %b2894
b2894:
  %v2900 = phi i64 [ 0, %b2899 ], [ %v2901, %b2896 ]
  store i64 %v2900, ptr %r518
  %v2902 = load double, ptr %r516
  %v2903 = load i64, ptr %r518
  %v2904 = load ptr, ptr %r203
  %v2905 = getelementptr inbounds double, ptr %v2904, i64 %v2903
  %v2906 = load double, ptr %v2905, align 8, !llvm.access.group !298, !alias.scope !124, !noalias !125
  %v2907 = load ptr, ptr %r396
  %v2908 = getelementptr inbounds double, ptr %v2907, i64 %v2903
  %v2909 = load double, ptr %v2908, align 8, !llvm.access.group !298, !alias.scope !154, !noalias !155
  %v2910 = fmul double %v2906, %v2909
  %v2911 = fadd reassoc contract double %v2902, %v2910
  store double %v2911, ptr %r516
  br label %b2895
b2895:
  br label %b2896
b2896:
  %v2901 = add nsw i64 %v2900, 1
  %v2912 = icmp slt i64 %v2901, %v2893
  br i1 %v2912, label %b2894, label %b2897, !llvm.loop !299
b2897:
  %v2913 = load ptr, ptr %tape.top
  %v2914 = ptrtoint ptr %v2913 to i64
  %v2915 = load ptr, ptr %tape.end
  %v2916 = ptrtoint ptr %v2915 to i64
  %v2917 = sub i64 %v2916, %v2914
  %v2918 = icmp slt i64 %v2917, 16
  br i1 %v2918, label %b2919, label %b2920, !prof !0
b2919:
  %v2921 = load ptr, ptr %tape.top
  %v2922 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2921, ptr %v2922, align 8
  %v2923 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v2924 = icmp eq i64 %v2923, 0
  br i1 %v2924, label %b14, label %b2925, !prof !0
b2925:
  %v2926 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2927 = load ptr, ptr %v2926, align 8
  store ptr %v2927, ptr %tape.base
  %v2928 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2929 = load ptr, ptr %v2928, align 8
  store ptr %v2929, ptr %tape.top
  %v2930 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2931 = load ptr, ptr %v2930, align 8
  store ptr %v2931, ptr %tape.end
  br label %b2920
b2920:
  %v2932 = load ptr, ptr %r203
  %v2933 = load ptr, ptr %tape.top
  %v2934 = getelementptr i8, ptr %v2933, i64 8
  store ptr %v2934, ptr %tape.top
  store ptr %v2932, ptr %v2933, align 1, !alias.scope !78, !noalias !79
  %v2935 = load ptr, ptr %r396
  %v2936 = load ptr, ptr %tape.top
  %v2937 = getelementptr i8, ptr %v2936, i64 8
  store ptr %v2937, ptr %tape.top
  store ptr %v2935, ptr %v2936, align 1, !alias.scope !78, !noalias !79
  %v2938 = load i64, ptr %r214
  store i64 %v2938, ptr %r520
  %v2939 = load i64, ptr %r520
  %v2940 = call ptr @procedure_alloc_within(ptr %context, i64 %v2939, i64 8, i64 0)
  %v2941 = icmp eq ptr %v2940, null
  br i1 %v2941, label %b14, label %b2942, !prof !0
b2942:
  store ptr %v2940, ptr %r522
  %v2943 = load ptr, ptr %r522
  call void @procedure_retain(ptr %v2943)
  %v2944 = load i64, ptr %r214
  %v2949 = icmp slt i64 0, %v2944
  br i1 %v2949, label %b2950, label %b2948
b2950:
  br label %b2945
b2945:
  %v2951 = phi i64 [ 0, %b2950 ], [ %v2952, %b2947 ]
  store i64 %v2951, ptr %r524
  %v2953 = load i64, ptr %r524
  %v2954 = load i64, ptr %r524
  %v2955 = load ptr, ptr %r223
  %v2956 = getelementptr inbounds double, ptr %v2955, i64 %v2954
  %v2957 = load double, ptr %v2956, align 8, !llvm.access.group !300, !alias.scope !130, !noalias !131
  %v2958 = load ptr, ptr %r522
  %v2959 = getelementptr inbounds double, ptr %v2958, i64 %v2953
  store double %v2957, ptr %v2959, align 8, !llvm.access.group !300, !alias.scope !156, !noalias !157
  br label %b2946
b2946:
  br label %b2947
b2947:
  %v2952 = add nsw i64 %v2951, 1
  %v2960 = icmp slt i64 %v2952, %v2944
  br i1 %v2960, label %b2945, label %b2948, !llvm.loop !301
b2948:
  %v2961 = load ptr, ptr %tape.top
  %v2962 = ptrtoint ptr %v2961 to i64
  %v2963 = load ptr, ptr %tape.end
  %v2964 = ptrtoint ptr %v2963 to i64
  %v2965 = sub i64 %v2964, %v2962
  %v2966 = icmp slt i64 %v2965, 8
  br i1 %v2966, label %b2967, label %b2968, !prof !0
b2967:
  %v2969 = load ptr, ptr %tape.top
  %v2970 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v2969, ptr %v2970, align 8
  %v2971 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v2972 = icmp eq i64 %v2971, 0
  br i1 %v2972, label %b14, label %b2973, !prof !0
b2973:
  %v2974 = getelementptr inbounds i64, ptr %tape, i64 4
  %v2975 = load ptr, ptr %v2974, align 8
  store ptr %v2975, ptr %tape.base
  %v2976 = getelementptr inbounds i64, ptr %tape, i64 5
  %v2977 = load ptr, ptr %v2976, align 8
  store ptr %v2977, ptr %tape.top
  %v2978 = getelementptr inbounds i64, ptr %tape, i64 6
  %v2979 = load ptr, ptr %v2978, align 8
  store ptr %v2979, ptr %tape.end
  br label %b2968
b2968:
  %v2980 = load i64, ptr %r221
  %v2981 = load ptr, ptr %tape.top
  %v2982 = getelementptr i8, ptr %v2981, i64 8
  store ptr %v2982, ptr %tape.top
  store i64 %v2980, ptr %v2981, align 1, !alias.scope !78, !noalias !79
  store double 0x0000000000000000, ptr %r526
  store i1 false, ptr %r528
  store i64 0, ptr %r530
  br label %b2983
b2983:
  %v2986 = load i1, ptr %r528
  br i1 %v2986, label %b2987, label %b2989
b2987:
  br label %b2985
b2989:
  store double 0x3FF0000000000000, ptr %r532
  store i1 false, ptr %r534
  %v2990 = load i64, ptr %r12
  store i64 %v2990, ptr %r536
  store i64 0, ptr %r59
  store i1 false, ptr %r538
  store i64 0, ptr %r540
  br label %b2991
b2991:
  %v2994 = load i1, ptr %r538
  %v2995 = load i64, ptr %r59
  %v2996 = load i64, ptr %r536
  %v2997 = icmp sge i64 %v2995, %v2996
  %v2998 = or i1 %v2994, %v2997
  br i1 %v2998, label %b2999, label %b3001
b2999:
  br label %b2993
b3001:
  %v3002 = load i64, ptr %r59
  %v3003 = add i64 %v3002, 1
  store i64 %v3003, ptr %r542
  %v3004 = load i64, ptr %r12
  %v3005 = load i64, ptr %r59
  %v3006 = mul i64 %v3004, %v3005
  %v3007 = add i64 %v3006, %v3005
  %v3008 = load ptr, ptr %r522
  %v3009 = getelementptr inbounds double, ptr %v3008, i64 %v3007
  %v3010 = load double, ptr %v3009, align 8, !alias.scope !156, !noalias !157
  %v3011 = call double @llvm.fabs.f64(double %v3010)
  store double %v3011, ptr %r544
  %v3012 = load ptr, ptr %tape.top
  %v3013 = ptrtoint ptr %v3012 to i64
  %v3014 = load ptr, ptr %tape.end
  %v3015 = ptrtoint ptr %v3014 to i64
  %v3016 = sub i64 %v3015, %v3013
  %v3017 = icmp slt i64 %v3016, 8
  br i1 %v3017, label %b3018, label %b3019, !prof !0
b3018:
  %v3020 = load ptr, ptr %tape.top
  %v3021 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3020, ptr %v3021, align 8
  %v3022 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3023 = icmp eq i64 %v3022, 0
  br i1 %v3023, label %b14, label %b3024, !prof !0
b3024:
  %v3025 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3026 = load ptr, ptr %v3025, align 8
  store ptr %v3026, ptr %tape.base
  %v3027 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3028 = load ptr, ptr %v3027, align 8
  store ptr %v3028, ptr %tape.top
  %v3029 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3030 = load ptr, ptr %v3029, align 8
  store ptr %v3030, ptr %tape.end
  br label %b3019
b3019:
  %v3031 = load i64, ptr %r61
  %v3032 = load ptr, ptr %tape.top
  %v3033 = getelementptr i8, ptr %v3032, i64 8
  store ptr %v3033, ptr %tape.top
  store i64 %v3031, ptr %v3032, align 1, !alias.scope !78, !noalias !79
  %v3034 = load i64, ptr %r59
  store i64 %v3034, ptr %r61
  %v3035 = load i64, ptr %r542
  %v3036 = load i64, ptr %r12
  %v3041 = icmp slt i64 %v3035, %v3036
  br i1 %v3041, label %b3042, label %b3040
b3042:
  br label %b3037
b3037:
  %v3043 = phi i64 [ %v3035, %b3042 ], [ %v3044, %b3039 ]
  store i64 %v3043, ptr %r546
  %v3045 = load i64, ptr %r12
  %v3046 = load i64, ptr %r546
  %v3047 = mul i64 %v3045, %v3046
  %v3048 = load i64, ptr %r59
  %v3049 = add i64 %v3047, %v3048
  %v3050 = load ptr, ptr %r522
  %v3051 = getelementptr inbounds double, ptr %v3050, i64 %v3049
  %v3052 = load double, ptr %v3051, align 8, !alias.scope !156, !noalias !157
  %v3053 = call double @llvm.fabs.f64(double %v3052)
  store double %v3053, ptr %r548
  %v3054 = load double, ptr %r548
  %v3055 = load double, ptr %r544
  %v3056 = fcmp ogt double %v3054, %v3055
  br i1 %v3056, label %b3057, label %b3058
b3057:
  %v3060 = load i64, ptr %r546
  store i64 %v3060, ptr %r550
  %v3061 = load double, ptr %r548
  store double %v3061, ptr %r552
  br label %b3059
b3058:
  %v3062 = load i64, ptr %r61
  store i64 %v3062, ptr %r550
  %v3063 = load double, ptr %r544
  store double %v3063, ptr %r552
  br label %b3059
b3059:
  %v3064 = load double, ptr %r552
  store double %v3064, ptr %r544
  %v3065 = load i64, ptr %r550
  store i64 %v3065, ptr %r61
  br label %b3038
b3038:
  br label %b3039
b3039:
  %v3044 = add nsw i64 %v3043, 1
  %v3066 = icmp slt i64 %v3044, %v3036
  br i1 %v3066, label %b3037, label %b3040, !llvm.loop !302
b3040:
  %v3067 = load double, ptr %r544
  %v3068 = fcmp oeq double %v3067, 0x0000000000000000
  store i1 %v3068, ptr %r554
  %v3069 = load i1, ptr %r554
  store i1 %v3069, ptr %r556
  %v3070 = load i1, ptr %r556
  br i1 %v3070, label %b3071, label %b3072
b3071:
  store double 0x0000000000000000, ptr %r526
  store i1 true, ptr %r534
  store i1 true, ptr %r538
  br label %b3073
b3072:
  %v3074 = load i64, ptr %r61
  %v3075 = load i64, ptr %r59
  %v3076 = icmp ne i64 %v3074, %v3075
  store i1 %v3076, ptr %r558
  %v3077 = load i1, ptr %r558
  br i1 %v3077, label %b3078, label %b3079
b3078:
  %v3081 = load i64, ptr %r59
  store i64 %v3081, ptr %r560
  %v3082 = load i64, ptr %r12
  %v3083 = load i64, ptr %r560
  %v3084 = sub i64 %v3082, %v3083
  %v3085 = icmp sgt i64 %v3084, 0
  %v3086 = select i1 %v3085, i64 %v3084, i64 0
  store i64 %v3086, ptr %r562
  %v3087 = mul i64 0, 2
  store i64 %v3087, ptr %r564
  %v3088 = load i64, ptr %r564
  %v3089 = load i64, ptr %r562
  %v3090 = add i64 %v3088, %v3089
  store i64 %v3090, ptr %r566
  %v3091 = load i64, ptr %r566
  %v3092 = load i64, ptr %r562
  %v3093 = add i64 %v3091, %v3092
  %v3094 = mul i64 %v3093, 8
  %v3095 = add i64 %v3094, 7
  %v3096 = sdiv i64 %v3095, 8
  store i64 %v3096, ptr %r568
  %v3097 = load i64, ptr %r568
  %v3098 = load ptr, ptr %tape.top
  %v3099 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3098, ptr %v3099, align 8
  %v3100 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v3097, i64 8)
  %v3101 = icmp eq ptr %v3100, null
  br i1 %v3101, label %b14, label %b3102, !prof !0
b3102:
  %v3103 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3104 = load ptr, ptr %v3103, align 8
  store ptr %v3104, ptr %tape.base
  %v3105 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3106 = load ptr, ptr %v3105, align 8
  store ptr %v3106, ptr %tape.top
  %v3107 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3108 = load ptr, ptr %v3107, align 8
  store ptr %v3108, ptr %tape.end
  store ptr %v3100, ptr %r570
  %v3109 = load i64, ptr %r560
  %v3110 = load i64, ptr %r12
  %v3111 = icmp slt i64 %v3109, %v3110
  %v3112 = load i64, ptr %r61
  %v3113 = icmp sge i64 %v3112, %v3110
  %v3114 = and i1 %v3111, %v3113
  br i1 %v3114, label %b914, label %b3117, !prof !0
b3117:
  %v3118 = load i64, ptr %r560
  %v3119 = load i64, ptr %r12
  %v3124 = icmp slt i64 %v3118, %v3119
  br i1 %v3124, label %b3125, label %b3123
b3125:
  br label %b3120
b3120:
  %v3126 = phi i64 [ %v3118, %b3125 ], [ %v3127, %b3122 ]
  store i64 %v3126, ptr %r572
  %v3128 = load i64, ptr %r12
  %v3129 = load i64, ptr %r59
  %v3130 = mul i64 %v3128, %v3129
  %v3131 = load i64, ptr %r572
  %v3132 = add i64 %v3130, %v3131
  %v3133 = load ptr, ptr %r522
  %v3134 = getelementptr inbounds double, ptr %v3133, i64 %v3132
  %v3135 = load double, ptr %v3134, align 8, !alias.scope !156, !noalias !157
  store double %v3135, ptr %r574
  %v3136 = load i64, ptr %r564
  %v3137 = load i64, ptr %r572
  %v3138 = load i64, ptr %r560
  %v3139 = sub i64 %v3137, %v3138
  %v3140 = add i64 %v3136, %v3139
  %v3141 = load i64, ptr %r12
  %v3142 = load i64, ptr %r59
  %v3143 = mul i64 %v3141, %v3142
  %v3144 = load i64, ptr %r572
  %v3145 = add i64 %v3143, %v3144
  %v3146 = load ptr, ptr %r522
  %v3147 = getelementptr inbounds double, ptr %v3146, i64 %v3145
  %v3148 = load double, ptr %v3147, align 8, !alias.scope !156, !noalias !157
  %v3149 = load ptr, ptr %r570
  %v3150 = getelementptr inbounds double, ptr %v3149, i64 %v3140
  store double %v3148, ptr %v3150, align 8, !alias.scope !78, !noalias !79
  %v3151 = load i64, ptr %r12
  %v3152 = load i64, ptr %r59
  %v3153 = mul i64 %v3151, %v3152
  %v3154 = load i64, ptr %r572
  %v3155 = add i64 %v3153, %v3154
  %v3156 = load i64, ptr %r12
  %v3157 = load i64, ptr %r61
  %v3158 = mul i64 %v3156, %v3157
  %v3159 = load i64, ptr %r572
  %v3160 = add i64 %v3158, %v3159
  %v3161 = load ptr, ptr %r522
  %v3162 = getelementptr inbounds double, ptr %v3161, i64 %v3160
  %v3163 = load double, ptr %v3162, align 8, !alias.scope !156, !noalias !157
  %v3164 = load ptr, ptr %r522
  %v3165 = getelementptr inbounds double, ptr %v3164, i64 %v3155
  store double %v3163, ptr %v3165, align 8, !alias.scope !156, !noalias !157
  %v3166 = load i64, ptr %r566
  %v3167 = load i64, ptr %r572
  %v3168 = load i64, ptr %r560
  %v3169 = sub i64 %v3167, %v3168
  %v3170 = add i64 %v3166, %v3169
  %v3171 = load i64, ptr %r12
  %v3172 = load i64, ptr %r61
  %v3173 = mul i64 %v3171, %v3172
  %v3174 = load i64, ptr %r572
  %v3175 = add i64 %v3173, %v3174
  %v3176 = load ptr, ptr %r522
  %v3177 = getelementptr inbounds double, ptr %v3176, i64 %v3175
  %v3178 = load double, ptr %v3177, align 8, !alias.scope !156, !noalias !157
  %v3179 = load ptr, ptr %r570
  %v3180 = getelementptr inbounds double, ptr %v3179, i64 %v3170
  store double %v3178, ptr %v3180, align 8, !alias.scope !78, !noalias !79
  %v3181 = load i64, ptr %r12
  %v3182 = load i64, ptr %r61
  %v3183 = mul i64 %v3181, %v3182
  %v3184 = load i64, ptr %r572
  %v3185 = add i64 %v3183, %v3184
  %v3186 = load double, ptr %r574
  %v3187 = load ptr, ptr %r522
  %v3188 = getelementptr inbounds double, ptr %v3187, i64 %v3185
  store double %v3186, ptr %v3188, align 8, !alias.scope !156, !noalias !157
  br label %b3121
b3121:
  br label %b3122
b3122:
  %v3127 = add nsw i64 %v3126, 1
  %v3189 = icmp slt i64 %v3127, %v3119
  br i1 %v3189, label %b3120, label %b3123, !llvm.loop !303
b3123:
  %v3190 = load ptr, ptr %tape.top
  %v3191 = ptrtoint ptr %v3190 to i64
  %v3192 = load ptr, ptr %tape.end
  %v3193 = ptrtoint ptr %v3192 to i64
  %v3194 = sub i64 %v3193, %v3191
  %v3195 = icmp slt i64 %v3194, 8
  br i1 %v3195, label %b3196, label %b3197, !prof !0
b3196:
  %v3198 = load ptr, ptr %tape.top
  %v3199 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3198, ptr %v3199, align 8
  %v3200 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3201 = icmp eq i64 %v3200, 0
  br i1 %v3201, label %b14, label %b3202, !prof !0
b3202:
  %v3203 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3204 = load ptr, ptr %v3203, align 8
  store ptr %v3204, ptr %tape.base
  %v3205 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3206 = load ptr, ptr %v3205, align 8
  store ptr %v3206, ptr %tape.top
  %v3207 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3208 = load ptr, ptr %v3207, align 8
  store ptr %v3208, ptr %tape.end
  br label %b3197
b3197:
  %v3209 = load i64, ptr %r560
  %v3210 = load ptr, ptr %tape.top
  %v3211 = getelementptr i8, ptr %v3210, i64 8
  store ptr %v3211, ptr %tape.top
  store i64 %v3209, ptr %v3210, align 1, !alias.scope !78, !noalias !79
  %v3212 = sub i64 0, 0
  %v3213 = icmp sgt i64 %v3212, 0
  %v3214 = select i1 %v3213, i64 %v3212, i64 0
  store i64 %v3214, ptr %r576
  %v3215 = mul i64 0, 2
  store i64 %v3215, ptr %r578
  %v3216 = load i64, ptr %r578
  %v3217 = load i64, ptr %r576
  %v3218 = add i64 %v3216, %v3217
  store i64 %v3218, ptr %r580
  %v3219 = load i64, ptr %r580
  %v3220 = load i64, ptr %r576
  %v3221 = add i64 %v3219, %v3220
  %v3222 = mul i64 %v3221, 8
  %v3223 = add i64 %v3222, 7
  %v3224 = sdiv i64 %v3223, 8
  store i64 %v3224, ptr %r582
  %v3225 = load i64, ptr %r582
  %v3226 = load ptr, ptr %tape.top
  %v3227 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3226, ptr %v3227, align 8
  %v3228 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v3225, i64 8)
  %v3229 = icmp eq ptr %v3228, null
  br i1 %v3229, label %b14, label %b3230, !prof !0
b3230:
  %v3231 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3232 = load ptr, ptr %v3231, align 8
  store ptr %v3232, ptr %tape.base
  %v3233 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3234 = load ptr, ptr %v3233, align 8
  store ptr %v3234, ptr %tape.top
  %v3235 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3236 = load ptr, ptr %v3235, align 8
  store ptr %v3236, ptr %tape.end
  store ptr %v3228, ptr %r584
  %v3237 = load i64, ptr %r61
  %v3238 = load i64, ptr %r12
  %v3239 = icmp sge i64 %v3237, %v3238
  %v3240 = and i1 false, %v3239
  br i1 %v3240, label %b914, label %b3243, !prof !0
b3243:
  %v3248 = icmp slt i64 0, 0
  br i1 %v3248, label %b3249, label %b3247
b3249:
  br label %b3244
b3244:
  %v3250 = phi i64 [ 0, %b3249 ], [ %v3251, %b3246 ]
  store i64 %v3250, ptr %r586
  %v3252 = load i64, ptr %r12
  %v3253 = load i64, ptr %r59
  %v3254 = mul i64 %v3252, %v3253
  %v3255 = load i64, ptr %r586
  %v3256 = add i64 %v3254, %v3255
  %v3257 = load ptr, ptr %r522
  %v3258 = getelementptr inbounds double, ptr %v3257, i64 %v3256
  %v3259 = load double, ptr %v3258, align 8, !alias.scope !156, !noalias !157
  store double %v3259, ptr %r588
  %v3260 = load i64, ptr %r578
  %v3261 = load i64, ptr %r586
  %v3262 = add i64 %v3260, %v3261
  %v3263 = load i64, ptr %r12
  %v3264 = load i64, ptr %r59
  %v3265 = mul i64 %v3263, %v3264
  %v3266 = load i64, ptr %r586
  %v3267 = add i64 %v3265, %v3266
  %v3268 = load ptr, ptr %r522
  %v3269 = getelementptr inbounds double, ptr %v3268, i64 %v3267
  %v3270 = load double, ptr %v3269, align 8, !alias.scope !156, !noalias !157
  %v3271 = load ptr, ptr %r584
  %v3272 = getelementptr inbounds double, ptr %v3271, i64 %v3262
  store double %v3270, ptr %v3272, align 8, !alias.scope !78, !noalias !79
  %v3273 = load i64, ptr %r12
  %v3274 = load i64, ptr %r59
  %v3275 = mul i64 %v3273, %v3274
  %v3276 = load i64, ptr %r586
  %v3277 = add i64 %v3275, %v3276
  %v3278 = load i64, ptr %r12
  %v3279 = load i64, ptr %r61
  %v3280 = mul i64 %v3278, %v3279
  %v3281 = load i64, ptr %r586
  %v3282 = add i64 %v3280, %v3281
  %v3283 = load ptr, ptr %r522
  %v3284 = getelementptr inbounds double, ptr %v3283, i64 %v3282
  %v3285 = load double, ptr %v3284, align 8, !alias.scope !156, !noalias !157
  %v3286 = load ptr, ptr %r522
  %v3287 = getelementptr inbounds double, ptr %v3286, i64 %v3277
  store double %v3285, ptr %v3287, align 8, !alias.scope !156, !noalias !157
  %v3288 = load i64, ptr %r580
  %v3289 = load i64, ptr %r586
  %v3290 = add i64 %v3288, %v3289
  %v3291 = load i64, ptr %r12
  %v3292 = load i64, ptr %r61
  %v3293 = mul i64 %v3291, %v3292
  %v3294 = load i64, ptr %r586
  %v3295 = add i64 %v3293, %v3294
  %v3296 = load ptr, ptr %r522
  %v3297 = getelementptr inbounds double, ptr %v3296, i64 %v3295
  %v3298 = load double, ptr %v3297, align 8, !alias.scope !156, !noalias !157
  %v3299 = load ptr, ptr %r584
  %v3300 = getelementptr inbounds double, ptr %v3299, i64 %v3290
  store double %v3298, ptr %v3300, align 8, !alias.scope !78, !noalias !79
  %v3301 = load i64, ptr %r12
  %v3302 = load i64, ptr %r61
  %v3303 = mul i64 %v3301, %v3302
  %v3304 = load i64, ptr %r586
  %v3305 = add i64 %v3303, %v3304
  %v3306 = load double, ptr %r588
  %v3307 = load ptr, ptr %r522
  %v3308 = getelementptr inbounds double, ptr %v3307, i64 %v3305
  store double %v3306, ptr %v3308, align 8, !alias.scope !156, !noalias !157
  br label %b3245
b3245:
  br label %b3246
b3246:
  %v3251 = add nsw i64 %v3250, 1
  %v3309 = icmp slt i64 %v3251, 0
  br i1 %v3309, label %b3244, label %b3247, !llvm.loop !304
b3247:
  %v3310 = load double, ptr %r532
  %v3311 = fneg double %v3310
  store double %v3311, ptr %r590
  br label %b3080
b3079:
  %v3312 = load double, ptr %r532
  store double %v3312, ptr %r590
  br label %b3080
b3080:
  %v3313 = load i64, ptr %r542
  store i64 %v3313, ptr %r592
  %v3314 = load i64, ptr %r592
  %v3315 = load i64, ptr %r12
  %v3320 = icmp slt i64 %v3314, %v3315
  br i1 %v3320, label %b3321, label %b3319
b3321:
  br label %b3316
b3316:
  %v3322 = phi i64 [ %v3314, %b3321 ], [ %v3323, %b3318 ]
  store i64 %v3322, ptr %r594
  %v3324 = load ptr, ptr %tape.top
  %v3325 = ptrtoint ptr %v3324 to i64
  %v3326 = load ptr, ptr %tape.end
  %v3327 = ptrtoint ptr %v3326 to i64
  %v3328 = sub i64 %v3327, %v3325
  %v3329 = icmp slt i64 %v3328, 8
  br i1 %v3329, label %b3330, label %b3331, !prof !0
b3330:
  %v3332 = load ptr, ptr %tape.top
  %v3333 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3332, ptr %v3333, align 8
  %v3334 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3335 = icmp eq i64 %v3334, 0
  br i1 %v3335, label %b14, label %b3336, !prof !0
b3336:
  %v3337 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3338 = load ptr, ptr %v3337, align 8
  store ptr %v3338, ptr %tape.base
  %v3339 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3340 = load ptr, ptr %v3339, align 8
  store ptr %v3340, ptr %tape.top
  %v3341 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3342 = load ptr, ptr %v3341, align 8
  store ptr %v3342, ptr %tape.end
  br label %b3331
b3331:
  %v3343 = load double, ptr %r63
  %v3344 = load ptr, ptr %tape.top
  %v3345 = getelementptr i8, ptr %v3344, i64 8
  store ptr %v3345, ptr %tape.top
  store double %v3343, ptr %v3344, align 1, !alias.scope !78, !noalias !79
  %v3346 = load i64, ptr %r12
  %v3347 = load i64, ptr %r594
  %v3348 = mul i64 %v3346, %v3347
  %v3349 = load i64, ptr %r59
  %v3350 = add i64 %v3348, %v3349
  %v3351 = load ptr, ptr %r522
  %v3352 = getelementptr inbounds double, ptr %v3351, i64 %v3350
  %v3353 = load double, ptr %v3352, align 8, !alias.scope !156, !noalias !157
  %v3354 = mul i64 %v3346, %v3349
  %v3355 = add i64 %v3354, %v3349
  %v3356 = load ptr, ptr %r522
  %v3357 = getelementptr inbounds double, ptr %v3356, i64 %v3355
  %v3358 = load double, ptr %v3357, align 8, !alias.scope !156, !noalias !157
  %v3359 = fdiv double %v3353, %v3358
  store double %v3359, ptr %r63
  %v3360 = load i64, ptr %r542
  store i64 %v3360, ptr %r596
  %v3361 = load i64, ptr %r12
  %v3362 = load i64, ptr %r596
  %v3363 = sub i64 %v3361, %v3362
  %v3364 = icmp sgt i64 %v3363, 0
  %v3365 = select i1 %v3364, i64 %v3363, i64 0
  store i64 %v3365, ptr %r598
  %v3366 = mul i64 0, 2
  store i64 %v3366, ptr %r600
  %v3367 = load i64, ptr %r600
  %v3368 = load i64, ptr %r598
  %v3369 = add i64 %v3367, %v3368
  %v3370 = mul i64 %v3369, 8
  %v3371 = add i64 %v3370, 7
  %v3372 = sdiv i64 %v3371, 8
  store i64 %v3372, ptr %r602
  %v3373 = load i64, ptr %r602
  %v3374 = load ptr, ptr %tape.top
  %v3375 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3374, ptr %v3375, align 8
  %v3376 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v3373, i64 8)
  %v3377 = icmp eq ptr %v3376, null
  br i1 %v3377, label %b14, label %b3378, !prof !0
b3378:
  %v3379 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3380 = load ptr, ptr %v3379, align 8
  store ptr %v3380, ptr %tape.base
  %v3381 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3382 = load ptr, ptr %v3381, align 8
  store ptr %v3382, ptr %tape.top
  %v3383 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3384 = load ptr, ptr %v3383, align 8
  store ptr %v3384, ptr %tape.end
  store ptr %v3376, ptr %r604
  %v3385 = load i64, ptr %r596
  %v3386 = load i64, ptr %r12
  %v3391 = icmp slt i64 %v3385, %v3386
  br i1 %v3391, label %b3392, label %b3390
b3392:
  br label %b3387
b3387:
  %v3393 = phi i64 [ %v3385, %b3392 ], [ %v3394, %b3389 ]
  store i64 %v3393, ptr %r606
  %v3395 = load i64, ptr %r600
  %v3396 = load i64, ptr %r606
  %v3397 = load i64, ptr %r596
  %v3398 = sub i64 %v3396, %v3397
  %v3399 = add i64 %v3395, %v3398
  %v3400 = load i64, ptr %r12
  %v3401 = load i64, ptr %r594
  %v3402 = mul i64 %v3400, %v3401
  %v3403 = load i64, ptr %r606
  %v3404 = add i64 %v3402, %v3403
  %v3405 = load ptr, ptr %r522
  %v3406 = getelementptr inbounds double, ptr %v3405, i64 %v3404
  %v3407 = load double, ptr %v3406, align 8, !alias.scope !156, !noalias !157
  %v3408 = load ptr, ptr %r604
  %v3409 = getelementptr inbounds double, ptr %v3408, i64 %v3399
  store double %v3407, ptr %v3409, align 8, !alias.scope !78, !noalias !79
  %v3410 = load i64, ptr %r12
  %v3411 = load i64, ptr %r594
  %v3412 = mul i64 %v3410, %v3411
  %v3413 = load i64, ptr %r606
  %v3414 = add i64 %v3412, %v3413
  %v3415 = load i64, ptr %r12
  %v3416 = load i64, ptr %r594
  %v3417 = mul i64 %v3415, %v3416
  %v3418 = load i64, ptr %r606
  %v3419 = add i64 %v3417, %v3418
  %v3420 = load ptr, ptr %r522
  %v3421 = getelementptr inbounds double, ptr %v3420, i64 %v3419
  %v3422 = load double, ptr %v3421, align 8, !alias.scope !156, !noalias !157
  %v3423 = load double, ptr %r63
  %v3424 = load i64, ptr %r59
  %v3425 = mul i64 %v3415, %v3424
  %v3426 = add i64 %v3425, %v3418
  %v3427 = load ptr, ptr %r522
  %v3428 = getelementptr inbounds double, ptr %v3427, i64 %v3426
  %v3429 = load double, ptr %v3428, align 8, !alias.scope !156, !noalias !157
  %v3430 = fmul double %v3423, %v3429
  %v3431 = fsub double %v3422, %v3430
  %v3432 = load ptr, ptr %r522
  %v3433 = getelementptr inbounds double, ptr %v3432, i64 %v3414
  store double %v3431, ptr %v3433, align 8, !alias.scope !156, !noalias !157
  br label %b3388
b3388:
  br label %b3389
b3389:
  %v3394 = add nsw i64 %v3393, 1
  %v3434 = icmp slt i64 %v3394, %v3386
  br i1 %v3434, label %b3387, label %b3390, !llvm.loop !305
b3390:
  %v3435 = load ptr, ptr %tape.top
  %v3436 = ptrtoint ptr %v3435 to i64
  %v3437 = load ptr, ptr %tape.end
  %v3438 = ptrtoint ptr %v3437 to i64
  %v3439 = sub i64 %v3438, %v3436
  %v3440 = icmp slt i64 %v3439, 8
  br i1 %v3440, label %b3441, label %b3442, !prof !0
b3441:
  %v3443 = load ptr, ptr %tape.top
  %v3444 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3443, ptr %v3444, align 8
  %v3445 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3446 = icmp eq i64 %v3445, 0
  br i1 %v3446, label %b14, label %b3447, !prof !0
b3447:
  %v3448 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3449 = load ptr, ptr %v3448, align 8
  store ptr %v3449, ptr %tape.base
  %v3450 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3451 = load ptr, ptr %v3450, align 8
  store ptr %v3451, ptr %tape.top
  %v3452 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3453 = load ptr, ptr %v3452, align 8
  store ptr %v3453, ptr %tape.end
  br label %b3442
b3442:
  %v3454 = load i64, ptr %r596
  %v3455 = load ptr, ptr %tape.top
  %v3456 = getelementptr i8, ptr %v3455, i64 8
  store ptr %v3456, ptr %tape.top
  store i64 %v3454, ptr %v3455, align 1, !alias.scope !78, !noalias !79
  %v3457 = sub i64 0, 0
  %v3458 = icmp sgt i64 %v3457, 0
  %v3459 = select i1 %v3458, i64 %v3457, i64 0
  store i64 %v3459, ptr %r608
  %v3460 = mul i64 0, 2
  store i64 %v3460, ptr %r610
  %v3461 = load i64, ptr %r610
  %v3462 = load i64, ptr %r608
  %v3463 = add i64 %v3461, %v3462
  %v3464 = mul i64 %v3463, 8
  %v3465 = add i64 %v3464, 7
  %v3466 = sdiv i64 %v3465, 8
  store i64 %v3466, ptr %r612
  %v3467 = load i64, ptr %r612
  %v3468 = load ptr, ptr %tape.top
  %v3469 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3468, ptr %v3469, align 8
  %v3470 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v3467, i64 8)
  %v3471 = icmp eq ptr %v3470, null
  br i1 %v3471, label %b14, label %b3472, !prof !0
b3472:
  %v3473 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3474 = load ptr, ptr %v3473, align 8
  store ptr %v3474, ptr %tape.base
  %v3475 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3476 = load ptr, ptr %v3475, align 8
  store ptr %v3476, ptr %tape.top
  %v3477 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3478 = load ptr, ptr %v3477, align 8
  store ptr %v3478, ptr %tape.end
  store ptr %v3470, ptr %r614
  %v3483 = icmp slt i64 0, 0
  br i1 %v3483, label %b3484, label %b3482
b3484:
  br label %b3479
b3479:
  %v3485 = phi i64 [ 0, %b3484 ], [ %v3486, %b3481 ]
  store i64 %v3485, ptr %r616
  %v3487 = load i64, ptr %r610
  %v3488 = load i64, ptr %r616
  %v3489 = add i64 %v3487, %v3488
  %v3490 = load i64, ptr %r12
  %v3491 = load i64, ptr %r594
  %v3492 = mul i64 %v3490, %v3491
  %v3493 = load i64, ptr %r616
  %v3494 = add i64 %v3492, %v3493
  %v3495 = load ptr, ptr %r522
  %v3496 = getelementptr inbounds double, ptr %v3495, i64 %v3494
  %v3497 = load double, ptr %v3496, align 8, !alias.scope !156, !noalias !157
  %v3498 = load ptr, ptr %r614
  %v3499 = getelementptr inbounds double, ptr %v3498, i64 %v3489
  store double %v3497, ptr %v3499, align 8, !alias.scope !78, !noalias !79
  %v3500 = load i64, ptr %r12
  %v3501 = load i64, ptr %r594
  %v3502 = mul i64 %v3500, %v3501
  %v3503 = load i64, ptr %r616
  %v3504 = add i64 %v3502, %v3503
  %v3505 = load i64, ptr %r12
  %v3506 = load i64, ptr %r594
  %v3507 = mul i64 %v3505, %v3506
  %v3508 = load i64, ptr %r616
  %v3509 = add i64 %v3507, %v3508
  %v3510 = load ptr, ptr %r522
  %v3511 = getelementptr inbounds double, ptr %v3510, i64 %v3509
  %v3512 = load double, ptr %v3511, align 8, !alias.scope !156, !noalias !157
  %v3513 = load double, ptr %r63
  %v3514 = load i64, ptr %r59
  %v3515 = mul i64 %v3505, %v3514
  %v3516 = add i64 %v3515, %v3508
  %v3517 = load ptr, ptr %r522
  %v3518 = getelementptr inbounds double, ptr %v3517, i64 %v3516
  %v3519 = load double, ptr %v3518, align 8, !alias.scope !156, !noalias !157
  %v3520 = fmul double %v3513, %v3519
  %v3521 = fsub double %v3512, %v3520
  %v3522 = load ptr, ptr %r522
  %v3523 = getelementptr inbounds double, ptr %v3522, i64 %v3504
  store double %v3521, ptr %v3523, align 8, !alias.scope !156, !noalias !157
  br label %b3480
b3480:
  br label %b3481
b3481:
  %v3486 = add nsw i64 %v3485, 1
  %v3524 = icmp slt i64 %v3486, 0
  br i1 %v3524, label %b3479, label %b3482, !llvm.loop !306
b3482:
  br label %b3317
b3317:
  br label %b3318
b3318:
  %v3323 = add nsw i64 %v3322, 1
  %v3525 = icmp slt i64 %v3323, %v3315
  br i1 %v3525, label %b3316, label %b3319, !llvm.loop !307
b3319:
  %v3526 = load ptr, ptr %tape.top
  %v3527 = ptrtoint ptr %v3526 to i64
  %v3528 = load ptr, ptr %tape.end
  %v3529 = ptrtoint ptr %v3528 to i64
  %v3530 = sub i64 %v3529, %v3527
  %v3531 = icmp slt i64 %v3530, 8
  br i1 %v3531, label %b3532, label %b3533, !prof !0
b3532:
  %v3534 = load ptr, ptr %tape.top
  %v3535 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3534, ptr %v3535, align 8
  %v3536 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3537 = icmp eq i64 %v3536, 0
  br i1 %v3537, label %b14, label %b3538, !prof !0
b3538:
  %v3539 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3540 = load ptr, ptr %v3539, align 8
  store ptr %v3540, ptr %tape.base
  %v3541 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3542 = load ptr, ptr %v3541, align 8
  store ptr %v3542, ptr %tape.top
  %v3543 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3544 = load ptr, ptr %v3543, align 8
  store ptr %v3544, ptr %tape.end
  br label %b3533
b3533:
  %v3545 = load i64, ptr %r592
  %v3546 = load ptr, ptr %tape.top
  %v3547 = getelementptr i8, ptr %v3546, i64 8
  store ptr %v3547, ptr %tape.top
  store i64 %v3545, ptr %v3546, align 1, !alias.scope !78, !noalias !79
  %v3548 = load double, ptr %r590
  store double %v3548, ptr %r532
  br label %b3073
b3073:
  %v3549 = load ptr, ptr %tape.top
  %v3550 = ptrtoint ptr %v3549 to i64
  %v3551 = load ptr, ptr %tape.end
  %v3552 = ptrtoint ptr %v3551 to i64
  %v3553 = sub i64 %v3552, %v3550
  %v3554 = icmp slt i64 %v3553, 9
  br i1 %v3554, label %b3555, label %b3556, !prof !0
b3555:
  %v3557 = load ptr, ptr %tape.top
  %v3558 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3557, ptr %v3558, align 8
  %v3559 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 9)
  %v3560 = icmp eq i64 %v3559, 0
  br i1 %v3560, label %b14, label %b3561, !prof !0
b3561:
  %v3562 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3563 = load ptr, ptr %v3562, align 8
  store ptr %v3563, ptr %tape.base
  %v3564 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3565 = load ptr, ptr %v3564, align 8
  store ptr %v3565, ptr %tape.top
  %v3566 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3567 = load ptr, ptr %v3566, align 8
  store ptr %v3567, ptr %tape.end
  br label %b3556
b3556:
  %v3568 = load i1, ptr %r556
  %v3569 = load ptr, ptr %tape.top
  %v3570 = getelementptr i8, ptr %v3569, i64 1
  store ptr %v3570, ptr %tape.top
  %v3571 = zext i1 %v3568 to i8
  store i8 %v3571, ptr %v3569, align 1, !alias.scope !78, !noalias !79
  %v3572 = load i64, ptr %r59
  %v3573 = load ptr, ptr %tape.top
  %v3574 = getelementptr i8, ptr %v3573, i64 8
  store ptr %v3574, ptr %tape.top
  store i64 %v3572, ptr %v3573, align 1, !alias.scope !78, !noalias !79
  %v3575 = load i64, ptr %r59
  %v3576 = add i64 %v3575, 1
  store i64 %v3576, ptr %r59
  %v3577 = load i64, ptr %r540
  %v3578 = add i64 %v3577, 1
  store i64 %v3578, ptr %r540
  br label %b2992
b2992:
  %v3579 = load i32, ptr %patience, align 4
  %v3580 = sub i32 %v3579, 65536
  store i32 %v3580, ptr %patience, align 4
  %v3581 = icmp slt i32 %v3580, 0
  br i1 %v3581, label %b3582, label %b3583, !prof !0
b3583:
  br label %b2991
b2993:
  %v3586 = load ptr, ptr %tape.top
  %v3587 = ptrtoint ptr %v3586 to i64
  %v3588 = load ptr, ptr %tape.end
  %v3589 = ptrtoint ptr %v3588 to i64
  %v3590 = sub i64 %v3589, %v3587
  %v3591 = icmp slt i64 %v3590, 8
  br i1 %v3591, label %b3592, label %b3593, !prof !0
b3592:
  %v3594 = load ptr, ptr %tape.top
  %v3595 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3594, ptr %v3595, align 8
  %v3596 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3597 = icmp eq i64 %v3596, 0
  br i1 %v3597, label %b14, label %b3598, !prof !0
b3598:
  %v3599 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3600 = load ptr, ptr %v3599, align 8
  store ptr %v3600, ptr %tape.base
  %v3601 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3602 = load ptr, ptr %v3601, align 8
  store ptr %v3602, ptr %tape.top
  %v3603 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3604 = load ptr, ptr %v3603, align 8
  store ptr %v3604, ptr %tape.end
  br label %b3593
b3593:
  %v3605 = load i64, ptr %r540
  %v3606 = load ptr, ptr %tape.top
  %v3607 = getelementptr i8, ptr %v3606, i64 8
  store ptr %v3607, ptr %tape.top
  store i64 %v3605, ptr %v3606, align 1, !alias.scope !78, !noalias !79
  %v3608 = load i1, ptr %r534
  br i1 %v3608, label %b3609, label %b3610
b3609:
  store i1 true, ptr %r528
  br label %b3611
b3610:
  %v3612 = load double, ptr %r532
  store double %v3612, ptr %r526
  store i1 true, ptr %r528
  br label %b3611
b3611:
  %v3613 = load i64, ptr %r530
  %v3614 = add i64 %v3613, 1
  store i64 %v3614, ptr %r530
  br label %b2984
b2984:
  %v3615 = load i32, ptr %patience, align 4
  %v3616 = sub i32 %v3615, 65536
  store i32 %v3616, ptr %patience, align 4
  %v3617 = icmp slt i32 %v3616, 0
  br i1 %v3617, label %b3618, label %b3619, !prof !0
b3619:
  br label %b2983
b2985:
  %v3622 = load ptr, ptr %tape.top
  %v3623 = ptrtoint ptr %v3622 to i64
  %v3624 = load ptr, ptr %tape.end
  %v3625 = ptrtoint ptr %v3624 to i64
  %v3626 = sub i64 %v3625, %v3623
  %v3627 = icmp slt i64 %v3626, 8
  br i1 %v3627, label %b3628, label %b3629, !prof !0
b3628:
  %v3630 = load ptr, ptr %tape.top
  %v3631 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3630, ptr %v3631, align 8
  %v3632 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3633 = icmp eq i64 %v3632, 0
  br i1 %v3633, label %b14, label %b3634, !prof !0
b3634:
  %v3635 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3636 = load ptr, ptr %v3635, align 8
  store ptr %v3636, ptr %tape.base
  %v3637 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3638 = load ptr, ptr %v3637, align 8
  store ptr %v3638, ptr %tape.top
  %v3639 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3640 = load ptr, ptr %v3639, align 8
  store ptr %v3640, ptr %tape.end
  br label %b3629
b3629:
  %v3641 = load i64, ptr %r530
  %v3642 = load ptr, ptr %tape.top
  %v3643 = getelementptr i8, ptr %v3642, i64 8
  store ptr %v3643, ptr %tape.top
  store i64 %v3641, ptr %v3642, align 1, !alias.scope !78, !noalias !79
  %v3644 = load double, ptr %r526
  %v3645 = fcmp une double %v3644, 0x0000000000000000
  store i1 %v3645, ptr %r618
  %v3646 = load i1, ptr %r618
  store i1 %v3646, ptr %r620
  %v3647 = load i1, ptr %r620
  br i1 %v3647, label %b3648, label %b3649
b3648:
  %v3651 = load double, ptr %r526
  store double %v3651, ptr %r65
  store i64 0, ptr %r622
  %v3652 = load i64, ptr %r12
  %v3653 = sub i64 %v3652, 0
  %v3654 = icmp sgt i64 %v3653, 0
  %v3655 = select i1 %v3654, i64 %v3653, i64 0
  store i64 %v3655, ptr %r624
  %v3656 = mul i64 0, 2
  store i64 %v3656, ptr %r626
  %v3657 = load i64, ptr %r626
  %v3658 = load i64, ptr %r624
  %v3659 = add i64 %v3657, %v3658
  %v3660 = mul i64 %v3659, 8
  %v3661 = add i64 %v3660, 7
  %v3662 = sdiv i64 %v3661, 8
  store i64 %v3662, ptr %r628
  %v3663 = load i64, ptr %r628
  %v3664 = load ptr, ptr %tape.top
  %v3665 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3664, ptr %v3665, align 8
  %v3666 = call ptr @procedure_push_block(ptr %context, ptr %tape, i64 %v3663, i64 8)
  %v3667 = icmp eq ptr %v3666, null
  br i1 %v3667, label %b14, label %b3668, !prof !0
b3668:
  %v3669 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3670 = load ptr, ptr %v3669, align 8
  store ptr %v3670, ptr %tape.base
  %v3671 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3672 = load ptr, ptr %v3671, align 8
  store ptr %v3672, ptr %tape.top
  %v3673 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3674 = load ptr, ptr %v3673, align 8
  store ptr %v3674, ptr %tape.end
  store ptr %v3666, ptr %r630
  %v3675 = load i64, ptr %r12
  %v3680 = icmp slt i64 0, %v3675
  br i1 %v3680, label %b3681, label %b3679
b3681:
  br label %b3676
b3676:
  %v3682 = phi i64 [ 0, %b3681 ], [ %v3683, %b3678 ]
  store i64 %v3682, ptr %r632
  %v3684 = load i64, ptr %r626
  %v3685 = load i64, ptr %r632
  %v3686 = add i64 %v3684, %v3685
  %v3687 = load double, ptr %r65
  %v3688 = load ptr, ptr %r630
  %v3689 = getelementptr inbounds double, ptr %v3688, i64 %v3686
  store double %v3687, ptr %v3689, align 8, !alias.scope !78, !noalias !79
  %v3690 = load double, ptr %r65
  %v3691 = load i64, ptr %r12
  %v3692 = load i64, ptr %r632
  %v3693 = mul i64 %v3691, %v3692
  %v3694 = add i64 %v3693, %v3692
  %v3695 = load ptr, ptr %r522
  %v3696 = getelementptr inbounds double, ptr %v3695, i64 %v3694
  %v3697 = load double, ptr %v3696, align 8, !alias.scope !156, !noalias !157
  %v3698 = fmul double %v3690, %v3697
  store double %v3698, ptr %r65
  store i64 1, ptr %r622
  br label %b3677
b3677:
  br label %b3678
b3678:
  %v3683 = add nsw i64 %v3682, 1
  %v3699 = icmp slt i64 %v3683, %v3675
  br i1 %v3699, label %b3676, label %b3679, !llvm.loop !308
b3679:
  %v3700 = load ptr, ptr %tape.top
  %v3701 = ptrtoint ptr %v3700 to i64
  %v3702 = load ptr, ptr %tape.end
  %v3703 = ptrtoint ptr %v3702 to i64
  %v3704 = sub i64 %v3703, %v3701
  %v3705 = icmp slt i64 %v3704, 8
  br i1 %v3705, label %b3706, label %b3707, !prof !0
b3706:
  %v3708 = load ptr, ptr %tape.top
  %v3709 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3708, ptr %v3709, align 8
  %v3710 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3711 = icmp eq i64 %v3710, 0
  br i1 %v3711, label %b14, label %b3712, !prof !0
b3712:
  %v3713 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3714 = load ptr, ptr %v3713, align 8
  store ptr %v3714, ptr %tape.base
  %v3715 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3716 = load ptr, ptr %v3715, align 8
  store ptr %v3716, ptr %tape.top
  %v3717 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3718 = load ptr, ptr %v3717, align 8
  store ptr %v3718, ptr %tape.end
  br label %b3707
b3707:
  %v3719 = load double, ptr %r67
  %v3720 = load ptr, ptr %tape.top
  %v3721 = getelementptr i8, ptr %v3720, i64 8
  store ptr %v3721, ptr %tape.top
  store double %v3719, ptr %v3720, align 1, !alias.scope !78, !noalias !79
  %v3722 = load double, ptr %r65
  store double %v3722, ptr %r67
  %v3723 = load i64, ptr %r622
  %v3724 = icmp eq i64 %v3723, 0
  %v3725 = select i1 %v3724, i64 0, i64 1
  store i64 %v3725, ptr %r634
  br label %b3650
b3649:
  %v3726 = load ptr, ptr %tape.top
  %v3727 = ptrtoint ptr %v3726 to i64
  %v3728 = load ptr, ptr %tape.end
  %v3729 = ptrtoint ptr %v3728 to i64
  %v3730 = sub i64 %v3729, %v3727
  %v3731 = icmp slt i64 %v3730, 8
  br i1 %v3731, label %b3732, label %b3733, !prof !0
b3732:
  %v3734 = load ptr, ptr %tape.top
  %v3735 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3734, ptr %v3735, align 8
  %v3736 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3737 = icmp eq i64 %v3736, 0
  br i1 %v3737, label %b14, label %b3738, !prof !0
b3738:
  %v3739 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3740 = load ptr, ptr %v3739, align 8
  store ptr %v3740, ptr %tape.base
  %v3741 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3742 = load ptr, ptr %v3741, align 8
  store ptr %v3742, ptr %tape.top
  %v3743 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3744 = load ptr, ptr %v3743, align 8
  store ptr %v3744, ptr %tape.end
  br label %b3733
b3733:
  %v3745 = load double, ptr %r67
  %v3746 = load ptr, ptr %tape.top
  %v3747 = getelementptr i8, ptr %v3746, i64 8
  store ptr %v3747, ptr %tape.top
  store double %v3745, ptr %v3746, align 1, !alias.scope !78, !noalias !79
  %v3748 = load double, ptr %r526
  store double %v3748, ptr %r67
  store i64 0, ptr %r636
  br label %b3650
b3650:
  %v3749 = load ptr, ptr %tape.top
  %v3750 = ptrtoint ptr %v3749 to i64
  %v3751 = load ptr, ptr %tape.end
  %v3752 = ptrtoint ptr %v3751 to i64
  %v3753 = sub i64 %v3752, %v3750
  %v3754 = icmp slt i64 %v3753, 17
  br i1 %v3754, label %b3755, label %b3756, !prof !0
b3755:
  %v3757 = load ptr, ptr %tape.top
  %v3758 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3757, ptr %v3758, align 8
  %v3759 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 17)
  %v3760 = icmp eq i64 %v3759, 0
  br i1 %v3760, label %b14, label %b3761, !prof !0
b3761:
  %v3762 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3763 = load ptr, ptr %v3762, align 8
  store ptr %v3763, ptr %tape.base
  %v3764 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3765 = load ptr, ptr %v3764, align 8
  store ptr %v3765, ptr %tape.top
  %v3766 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3767 = load ptr, ptr %v3766, align 8
  store ptr %v3767, ptr %tape.end
  br label %b3756
b3756:
  %v3768 = load i1, ptr %r620
  %v3769 = load ptr, ptr %tape.top
  %v3770 = getelementptr i8, ptr %v3769, i64 1
  store ptr %v3770, ptr %tape.top
  %v3771 = zext i1 %v3768 to i8
  store i8 %v3771, ptr %v3769, align 1, !alias.scope !78, !noalias !79
  %v3772 = load i64, ptr %r520
  %v3773 = load ptr, ptr %tape.top
  %v3774 = getelementptr i8, ptr %v3773, i64 8
  store ptr %v3774, ptr %tape.top
  store i64 %v3772, ptr %v3773, align 1, !alias.scope !78, !noalias !79
  %v3775 = load ptr, ptr %r522
  %v3776 = load ptr, ptr %tape.top
  %v3777 = getelementptr i8, ptr %v3776, i64 8
  store ptr %v3777, ptr %tape.top
  store ptr %v3775, ptr %v3776, align 1, !alias.scope !78, !noalias !79
  %v3778 = load ptr, ptr %r51
  call void @procedure_retain(ptr %v3778)
  %v3779 = load ptr, ptr %r49
  call void @procedure_retain(ptr %v3779)
  %v3780 = load double, ptr %r113
  %v3781 = load double, ptr %r516
  %v3782 = load double, ptr %r67
  %v3783 = call double @sm_log_f64(double %v3782)
  %v3784 = fadd double %v3781, %v3783
  %v3785 = fmul double 0x3FE0000000000000, %v3784
  %v3786 = fsub double %v3780, %v3785
  store double %v3786, ptr %r113
  store i64 1, ptr %r115
  %v3787 = load ptr, ptr %tape.top
  %v3788 = ptrtoint ptr %v3787 to i64
  %v3789 = load ptr, ptr %tape.end
  %v3790 = ptrtoint ptr %v3789 to i64
  %v3791 = sub i64 %v3790, %v3788
  %v3792 = icmp slt i64 %v3791, 16
  br i1 %v3792, label %b3793, label %b3794, !prof !0
b3793:
  %v3795 = load ptr, ptr %tape.top
  %v3796 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3795, ptr %v3796, align 8
  %v3797 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 16)
  %v3798 = icmp eq i64 %v3797, 0
  br i1 %v3798, label %b14, label %b3799, !prof !0
b3799:
  %v3800 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3801 = load ptr, ptr %v3800, align 8
  store ptr %v3801, ptr %tape.base
  %v3802 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3803 = load ptr, ptr %v3802, align 8
  store ptr %v3803, ptr %tape.top
  %v3804 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3805 = load ptr, ptr %v3804, align 8
  store ptr %v3805, ptr %tape.end
  br label %b3794
b3794:
  %v3806 = load ptr, ptr %r35
  %v3807 = load ptr, ptr %tape.top
  %v3808 = getelementptr i8, ptr %v3807, i64 8
  store ptr %v3808, ptr %tape.top
  store ptr %v3806, ptr %v3807, align 1, !alias.scope !78, !noalias !79
  %v3809 = load ptr, ptr %r77
  %v3810 = load ptr, ptr %tape.top
  %v3811 = getelementptr i8, ptr %v3810, i64 8
  store ptr %v3811, ptr %tape.top
  store ptr %v3809, ptr %v3810, align 1, !alias.scope !78, !noalias !79
  %v3812 = load ptr, ptr %r51
  store ptr %v3812, ptr %r35
  %v3813 = load ptr, ptr %r75
  store ptr %v3813, ptr %r77
  %v3814 = load ptr, ptr %r117
  call void @procedure_release(ptr %context, ptr %v3814)
  %v3815 = load ptr, ptr %r51
  store ptr %v3815, ptr %r117
  %v3816 = load i64, ptr %r4
  store i64 %v3816, ptr %r119
  %v3817 = load ptr, ptr %tape.top
  %v3818 = ptrtoint ptr %v3817 to i64
  %v3819 = load ptr, ptr %tape.end
  %v3820 = ptrtoint ptr %v3819 to i64
  %v3821 = sub i64 %v3820, %v3818
  %v3822 = icmp slt i64 %v3821, 32
  br i1 %v3822, label %b3823, label %b3824, !prof !0
b3823:
  %v3825 = load ptr, ptr %tape.top
  %v3826 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3825, ptr %v3826, align 8
  %v3827 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 32)
  %v3828 = icmp eq i64 %v3827, 0
  br i1 %v3828, label %b14, label %b3829, !prof !0
b3829:
  %v3830 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3831 = load ptr, ptr %v3830, align 8
  store ptr %v3831, ptr %tape.base
  %v3832 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3833 = load ptr, ptr %v3832, align 8
  store ptr %v3833, ptr %tape.top
  %v3834 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3835 = load ptr, ptr %v3834, align 8
  store ptr %v3835, ptr %tape.end
  br label %b3824
b3824:
  %v3836 = load i64, ptr %r37
  %v3837 = load ptr, ptr %tape.top
  %v3838 = getelementptr i8, ptr %v3837, i64 8
  store ptr %v3838, ptr %tape.top
  store i64 %v3836, ptr %v3837, align 1, !alias.scope !78, !noalias !79
  %v3839 = load i64, ptr %r4
  store i64 %v3839, ptr %r37
  %v3840 = load i64, ptr %r39
  %v3841 = load ptr, ptr %tape.top
  %v3842 = getelementptr i8, ptr %v3841, i64 8
  store ptr %v3842, ptr %tape.top
  store i64 %v3840, ptr %v3841, align 1, !alias.scope !78, !noalias !79
  %v3843 = load i64, ptr %r4
  store i64 %v3843, ptr %r39
  %v3844 = load ptr, ptr %r41
  %v3845 = load ptr, ptr %tape.top
  %v3846 = getelementptr i8, ptr %v3845, i64 8
  store ptr %v3846, ptr %tape.top
  store ptr %v3844, ptr %v3845, align 1, !alias.scope !78, !noalias !79
  %v3847 = load ptr, ptr %r79
  %v3848 = load ptr, ptr %tape.top
  %v3849 = getelementptr i8, ptr %v3848, i64 8
  store ptr %v3849, ptr %tape.top
  store ptr %v3847, ptr %v3848, align 1, !alias.scope !78, !noalias !79
  %v3850 = load ptr, ptr %r49
  store ptr %v3850, ptr %r41
  %v3851 = load ptr, ptr %r73
  store ptr %v3851, ptr %r79
  %v3852 = load ptr, ptr %r121
  call void @procedure_release(ptr %context, ptr %v3852)
  %v3853 = load ptr, ptr %r49
  store ptr %v3853, ptr %r121
  %v3854 = load i64, ptr %r4
  store i64 %v3854, ptr %r123
  %v3855 = load ptr, ptr %r167
  call void @procedure_release(ptr %context, ptr %v3855)
  %v3856 = load ptr, ptr %r179
  call void @procedure_release(ptr %context, ptr %v3856)
  %v3857 = load ptr, ptr %r184
  call void @procedure_release(ptr %context, ptr %v3857)
  %v3858 = load ptr, ptr %r189
  call void @procedure_release(ptr %context, ptr %v3858)
  %v3859 = load ptr, ptr %r195
  call void @procedure_release(ptr %context, ptr %v3859)
  %v3860 = load ptr, ptr %r203
  call void @procedure_release(ptr %context, ptr %v3860)
  %v3861 = load ptr, ptr %r211
  call void @procedure_release(ptr %context, ptr %v3861)
  %v3862 = load ptr, ptr %r218
  call void @procedure_release(ptr %context, ptr %v3862)
  %v3863 = load ptr, ptr %r223
  call void @procedure_release(ptr %context, ptr %v3863)
  %v3864 = load ptr, ptr %r229
  call void @procedure_release(ptr %context, ptr %v3864)
  %v3865 = load ptr, ptr %r234
  call void @procedure_release(ptr %context, ptr %v3865)
  %v3866 = load ptr, ptr %r240
  call void @procedure_release(ptr %context, ptr %v3866)
  %v3867 = load ptr, ptr %r364
  call void @procedure_release(ptr %context, ptr %v3867)
  %v3868 = load ptr, ptr %r49
  call void @procedure_release(ptr %context, ptr %v3868)
  %v3869 = load ptr, ptr %r376
  call void @procedure_release(ptr %context, ptr %v3869)
  %v3870 = load ptr, ptr %r381
  call void @procedure_release(ptr %context, ptr %v3870)
  %v3871 = load ptr, ptr %r51
  call void @procedure_release(ptr %context, ptr %v3871)
  %v3872 = load ptr, ptr %r392
  call void @procedure_release(ptr %context, ptr %v3872)
  %v3873 = load ptr, ptr %r396
  call void @procedure_release(ptr %context, ptr %v3873)
  %v3874 = load ptr, ptr %r522
  call void @procedure_release(ptr %context, ptr %v3874)
  br label %b265
b265:
  %v3875 = and i64 %v270, 15
  %v3876 = icmp eq i64 %v3875, 15
  br i1 %v3876, label %b3877, label %b3878, !prof !0
b3878:
  br label %b266
b266:
  %v271 = add nsw i64 %v270, 1
  %v3881 = icmp slt i64 %v271, %v263
  br i1 %v3881, label %b264, label %b267, !llvm.loop !309
b267:
  store double 0x0000000000000000, ptr %r638
  %v3882 = load i64, ptr %r107
  %v3887 = icmp slt i64 0, %v3882
  br i1 %v3887, label %b3888, label %b3886
b3888:
  br label %b3883
b3883:
  %v3889 = phi i64 [ 0, %b3888 ], [ %v3890, %b3885 ]
  store i64 %v3889, ptr %r640
  %v3891 = load double, ptr %r638
  %v3892 = load i64, ptr %r640
  %v3893 = load ptr, ptr %r0
  %v3894 = getelementptr inbounds double, ptr %v3893, i64 %v3892
  %v3895 = load double, ptr %v3894, align 8, !llvm.access.group !310, !alias.scope !80, !noalias !81
  %v3896 = load ptr, ptr %r111
  %v3897 = getelementptr inbounds double, ptr %v3896, i64 %v3892
  %v3898 = load double, ptr %v3897, align 8, !llvm.access.group !310, !alias.scope !112, !noalias !113
  %v3899 = fmul double %v3895, %v3898
  %v3900 = fadd reassoc contract double %v3891, %v3899
  store double %v3900, ptr %r638
  br label %b3884
b3884:
  br label %b3885
b3885:
  %v3890 = add nsw i64 %v3889, 1
  %v3901 = icmp slt i64 %v3890, %v3882
  br i1 %v3901, label %b3883, label %b3886, !llvm.loop !311
b3886:
  %v3902 = load ptr, ptr %tape.top
  %v3903 = ptrtoint ptr %v3902 to i64
  %v3904 = load ptr, ptr %tape.end
  %v3905 = ptrtoint ptr %v3904 to i64
  %v3906 = sub i64 %v3905, %v3903
  %v3907 = icmp slt i64 %v3906, 8
  br i1 %v3907, label %b3908, label %b3909, !prof !0
b3908:
  %v3910 = load ptr, ptr %tape.top
  %v3911 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3910, ptr %v3911, align 8
  %v3912 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 8)
  %v3913 = icmp eq i64 %v3912, 0
  br i1 %v3913, label %b14, label %b3914, !prof !0
b3914:
  %v3915 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3916 = load ptr, ptr %v3915, align 8
  store ptr %v3916, ptr %tape.base
  %v3917 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3918 = load ptr, ptr %v3917, align 8
  store ptr %v3918, ptr %tape.top
  %v3919 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3920 = load ptr, ptr %v3919, align 8
  store ptr %v3920, ptr %tape.end
  br label %b3909
b3909:
  %v3921 = load i64, ptr %r109
  %v3922 = load ptr, ptr %tape.top
  %v3923 = getelementptr i8, ptr %v3922, i64 8
  store ptr %v3923, ptr %tape.top
  store i64 %v3921, ptr %v3922, align 1, !alias.scope !78, !noalias !79
  %v3924 = load i64, ptr %r115
  %v3925 = icmp eq i64 %v3924, 0
  %v3926 = select i1 %v3925, i64 0, i64 1
  store i64 %v3926, ptr %r642
  call void @llvm.memset.p0.i64(ptr align 64 %r644, i8 0, i64 8, i1 false)
  store ptr %r644, ptr %r645
  %v3927 = load double, ptr %r6
  %v3928 = load double, ptr %r113
  %v3929 = fmul double %v3927, %v3928
  %v3930 = load ptr, ptr %r645
  %v3931 = getelementptr inbounds double, ptr %v3930, i64 0
  store double %v3929, ptr %v3931, align 8, !alias.scope !158, !noalias !159
  store double 0x0000000000000000, ptr %r647
  %v3936 = icmp slt i64 0, 1
  br i1 %v3936, label %b3937, label %b3935
b3937:
  br label %b3932
b3932:
  %v3938 = phi i64 [ 0, %b3937 ], [ %v3939, %b3934 ]
  store i64 %v3938, ptr %r649
  %v3940 = load double, ptr %r647
  %v3941 = load i64, ptr %r649
  %v3942 = load ptr, ptr %r645
  %v3943 = getelementptr inbounds double, ptr %v3942, i64 %v3941
  %v3944 = load double, ptr %v3943, align 8, !llvm.access.group !312, !alias.scope !158, !noalias !159
  %v3945 = fadd reassoc contract double %v3940, %v3944
  store double %v3945, ptr %r647
  br label %b3933
b3933:
  br label %b3934
b3934:
  %v3939 = add nsw i64 %v3938, 1
  %v3946 = icmp slt i64 %v3939, 1
  br i1 %v3946, label %b3932, label %b3935, !llvm.loop !313
b3935:
  %v3947 = load double, ptr %r638
  %v3948 = load double, ptr %r647
  %v3949 = fadd double %v3947, %v3948
  store double %v3949, ptr %r651
  %v3950 = load ptr, ptr %r95
  call void @procedure_release(ptr %context, ptr %v3950)
  %v3951 = load ptr, ptr %r99
  call void @procedure_release(ptr %context, ptr %v3951)
  %v3952 = load ptr, ptr %r33
  call void @procedure_release(ptr %context, ptr %v3952)
  %v3953 = load ptr, ptr %r111
  call void @procedure_release(ptr %context, ptr %v3953)
  %v3954 = load ptr, ptr %r117
  call void @procedure_release(ptr %context, ptr %v3954)
  %v3955 = load ptr, ptr %r121
  call void @procedure_release(ptr %context, ptr %v3955)
  %v3956 = load ptr, ptr %tape.top
  %v3957 = ptrtoint ptr %v3956 to i64
  %v3958 = load ptr, ptr %tape.end
  %v3959 = ptrtoint ptr %v3958 to i64
  %v3960 = sub i64 %v3959, %v3957
  %v3961 = icmp slt i64 %v3960, 104
  br i1 %v3961, label %b3962, label %b3963, !prof !0
b3962:
  %v3964 = load ptr, ptr %tape.top
  %v3965 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v3964, ptr %v3965, align 8
  %v3966 = call i64 @procedure_grow(ptr %context, ptr %tape, i64 104)
  %v3967 = icmp eq i64 %v3966, 0
  br i1 %v3967, label %b14, label %b3968, !prof !0
b3968:
  %v3969 = getelementptr inbounds i64, ptr %tape, i64 4
  %v3970 = load ptr, ptr %v3969, align 8
  store ptr %v3970, ptr %tape.base
  %v3971 = getelementptr inbounds i64, ptr %tape, i64 5
  %v3972 = load ptr, ptr %v3971, align 8
  store ptr %v3972, ptr %tape.top
  %v3973 = getelementptr inbounds i64, ptr %tape, i64 6
  %v3974 = load ptr, ptr %v3973, align 8
  store ptr %v3974, ptr %tape.end
  br label %b3963
b3963:
  %v3975 = load ptr, ptr %r33
  %v3976 = load ptr, ptr %tape.top
  %v3977 = getelementptr i8, ptr %v3976, i64 8
  store ptr %v3977, ptr %tape.top
  store ptr %v3975, ptr %v3976, align 1, !alias.scope !78, !noalias !79
  %v3978 = load ptr, ptr %r71
  %v3979 = load ptr, ptr %tape.top
  %v3980 = getelementptr i8, ptr %v3979, i64 8
  store ptr %v3980, ptr %tape.top
  store ptr %v3978, ptr %v3979, align 1, !alias.scope !78, !noalias !79
  %v3981 = load i64, ptr %r45
  %v3982 = load ptr, ptr %tape.top
  %v3983 = getelementptr i8, ptr %v3982, i64 8
  store ptr %v3983, ptr %tape.top
  store i64 %v3981, ptr %v3982, align 1, !alias.scope !78, !noalias !79
  %v3984 = load double, ptr %r47
  %v3985 = load ptr, ptr %tape.top
  %v3986 = getelementptr i8, ptr %v3985, i64 8
  store ptr %v3986, ptr %tape.top
  store double %v3984, ptr %v3985, align 1, !alias.scope !78, !noalias !79
  %v3987 = load ptr, ptr %r49
  %v3988 = load ptr, ptr %tape.top
  %v3989 = getelementptr i8, ptr %v3988, i64 8
  store ptr %v3989, ptr %tape.top
  store ptr %v3987, ptr %v3988, align 1, !alias.scope !78, !noalias !79
  %v3990 = load ptr, ptr %r73
  %v3991 = load ptr, ptr %tape.top
  %v3992 = getelementptr i8, ptr %v3991, i64 8
  store ptr %v3992, ptr %tape.top
  store ptr %v3990, ptr %v3991, align 1, !alias.scope !78, !noalias !79
  %v3993 = load ptr, ptr %r51
  %v3994 = load ptr, ptr %tape.top
  %v3995 = getelementptr i8, ptr %v3994, i64 8
  store ptr %v3995, ptr %tape.top
  store ptr %v3993, ptr %v3994, align 1, !alias.scope !78, !noalias !79
  %v3996 = load ptr, ptr %r75
  %v3997 = load ptr, ptr %tape.top
  %v3998 = getelementptr i8, ptr %v3997, i64 8
  store ptr %v3998, ptr %tape.top
  store ptr %v3996, ptr %v3997, align 1, !alias.scope !78, !noalias !79
  %v3999 = load i64, ptr %r55
  %v4000 = load ptr, ptr %tape.top
  %v4001 = getelementptr i8, ptr %v4000, i64 8
  store ptr %v4001, ptr %tape.top
  store i64 %v3999, ptr %v4000, align 1, !alias.scope !78, !noalias !79
  %v4002 = load double, ptr %r57
  %v4003 = load ptr, ptr %tape.top
  %v4004 = getelementptr i8, ptr %v4003, i64 8
  store ptr %v4004, ptr %tape.top
  store double %v4002, ptr %v4003, align 1, !alias.scope !78, !noalias !79
  %v4005 = load i64, ptr %r61
  %v4006 = load ptr, ptr %tape.top
  %v4007 = getelementptr i8, ptr %v4006, i64 8
  store ptr %v4007, ptr %tape.top
  store i64 %v4005, ptr %v4006, align 1, !alias.scope !78, !noalias !79
  %v4008 = load double, ptr %r63
  %v4009 = load ptr, ptr %tape.top
  %v4010 = getelementptr i8, ptr %v4009, i64 8
  store ptr %v4010, ptr %tape.top
  store double %v4008, ptr %v4009, align 1, !alias.scope !78, !noalias !79
  %v4011 = load double, ptr %r67
  %v4012 = load ptr, ptr %tape.top
  %v4013 = getelementptr i8, ptr %v4012, i64 8
  store ptr %v4013, ptr %tape.top
  store double %v4011, ptr %v4012, align 1, !alias.scope !78, !noalias !79
  %v4014 = load double, ptr %r651
  store double %v4014, ptr %r653
  store double 0x0000000000000000, ptr %r655
  store double 0x3FF0000000000000, ptr %r655
  store double 0x0000000000000000, ptr %r657
  store double 0x0000000000000000, ptr %r659
  store double 0x0000000000000000, ptr %r661
  store double 0x0000000000000000, ptr %r663
  store double 0x0000000000000000, ptr %r665
  store double 0x0000000000000000, ptr %r667
  store double 0x0000000000000000, ptr %r669
  store double 0x0000000000000000, ptr %r671
  store double 0x0000000000000000, ptr %r673
  store double 0x0000000000000000, ptr %r675
  store double 0x0000000000000000, ptr %r677
  store double 0x0000000000000000, ptr %r679
  store double 0x0000000000000000, ptr %r681
  store double 0x0000000000000000, ptr %r683
  store double 0x0000000000000000, ptr %r685
  store double 0x0000000000000000, ptr %r687
  store double 0x0000000000000000, ptr %r689
  store double 0x0000000000000000, ptr %r691
  %v4015 = load ptr, ptr %tape.base
  %v4016 = ptrtoint ptr %v4015 to i64
  %v4017 = load ptr, ptr %tape.top
  %v4018 = ptrtoint ptr %v4017 to i64
  %v4019 = sub i64 %v4018, %v4016
  %v4020 = icmp slt i64 %v4019, 104
  br i1 %v4020, label %b4021, label %b4022, !prof !0
b4022:
  %v4024 = load ptr, ptr %tape.top
  %v4025 = getelementptr i8, ptr %v4024, i64 -8
  store ptr %v4025, ptr %tape.top
  %v4026 = load double, ptr %v4025, align 1, !alias.scope !78, !noalias !79
  store double %v4026, ptr %r67
  %v4027 = load ptr, ptr %tape.top
  %v4028 = getelementptr i8, ptr %v4027, i64 -8
  store ptr %v4028, ptr %tape.top
  %v4029 = load double, ptr %v4028, align 1, !alias.scope !78, !noalias !79
  store double %v4029, ptr %r63
  %v4030 = load ptr, ptr %tape.top
  %v4031 = getelementptr i8, ptr %v4030, i64 -8
  store ptr %v4031, ptr %tape.top
  %v4032 = load i64, ptr %v4031, align 1, !alias.scope !78, !noalias !79
  store i64 %v4032, ptr %r61
  %v4033 = load ptr, ptr %tape.top
  %v4034 = getelementptr i8, ptr %v4033, i64 -8
  store ptr %v4034, ptr %tape.top
  %v4035 = load double, ptr %v4034, align 1, !alias.scope !78, !noalias !79
  store double %v4035, ptr %r57
  %v4036 = load ptr, ptr %tape.top
  %v4037 = getelementptr i8, ptr %v4036, i64 -8
  store ptr %v4037, ptr %tape.top
  %v4038 = load i64, ptr %v4037, align 1, !alias.scope !78, !noalias !79
  store i64 %v4038, ptr %r55
  %v4039 = load ptr, ptr %tape.top
  %v4040 = getelementptr i8, ptr %v4039, i64 -8
  store ptr %v4040, ptr %tape.top
  %v4041 = load ptr, ptr %v4040, align 1, !alias.scope !78, !noalias !79
  store ptr %v4041, ptr %r75
  %v4042 = load ptr, ptr %tape.top
  %v4043 = getelementptr i8, ptr %v4042, i64 -8
  store ptr %v4043, ptr %tape.top
  %v4044 = load ptr, ptr %v4043, align 1, !alias.scope !78, !noalias !79
  store ptr %v4044, ptr %r51
  %v4045 = load ptr, ptr %tape.top
  %v4046 = getelementptr i8, ptr %v4045, i64 -8
  store ptr %v4046, ptr %tape.top
  %v4047 = load ptr, ptr %v4046, align 1, !alias.scope !78, !noalias !79
  store ptr %v4047, ptr %r73
  %v4048 = load ptr, ptr %tape.top
  %v4049 = getelementptr i8, ptr %v4048, i64 -8
  store ptr %v4049, ptr %tape.top
  %v4050 = load ptr, ptr %v4049, align 1, !alias.scope !78, !noalias !79
  store ptr %v4050, ptr %r49
  %v4051 = load ptr, ptr %tape.top
  %v4052 = getelementptr i8, ptr %v4051, i64 -8
  store ptr %v4052, ptr %tape.top
  %v4053 = load double, ptr %v4052, align 1, !alias.scope !78, !noalias !79
  store double %v4053, ptr %r47
  %v4054 = load ptr, ptr %tape.top
  %v4055 = getelementptr i8, ptr %v4054, i64 -8
  store ptr %v4055, ptr %tape.top
  %v4056 = load i64, ptr %v4055, align 1, !alias.scope !78, !noalias !79
  store i64 %v4056, ptr %r45
  %v4057 = load ptr, ptr %tape.top
  %v4058 = getelementptr i8, ptr %v4057, i64 -8
  store ptr %v4058, ptr %tape.top
  %v4059 = load ptr, ptr %v4058, align 1, !alias.scope !78, !noalias !79
  store ptr %v4059, ptr %r71
  %v4060 = load ptr, ptr %tape.top
  %v4061 = getelementptr i8, ptr %v4060, i64 -8
  store ptr %v4061, ptr %tape.top
  %v4062 = load ptr, ptr %v4061, align 1, !alias.scope !78, !noalias !79
  store ptr %v4062, ptr %r33
  br label %b4023
b4021:
  %v4063 = load ptr, ptr %tape.base
  %v4064 = ptrtoint ptr %v4063 to i64
  %v4065 = load ptr, ptr %tape.top
  %v4066 = ptrtoint ptr %v4065 to i64
  %v4067 = sub i64 %v4066, %v4064
  %v4068 = icmp slt i64 %v4067, 8
  br i1 %v4068, label %b4069, label %b4070, !prof !0
b4069:
  %v4071 = load ptr, ptr %tape.top
  %v4072 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4071, ptr %v4072, align 8
  %v4073 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4074 = icmp eq i64 %v4073, 0
  br i1 %v4074, label %b14, label %b4075, !prof !0
b4075:
  %v4076 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4077 = load ptr, ptr %v4076, align 8
  store ptr %v4077, ptr %tape.base
  %v4078 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4079 = load ptr, ptr %v4078, align 8
  store ptr %v4079, ptr %tape.top
  %v4080 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4081 = load ptr, ptr %v4080, align 8
  store ptr %v4081, ptr %tape.end
  br label %b4070
b4070:
  %v4082 = load ptr, ptr %tape.top
  %v4083 = getelementptr i8, ptr %v4082, i64 -8
  store ptr %v4083, ptr %tape.top
  %v4084 = load double, ptr %v4083, align 1, !alias.scope !78, !noalias !79
  store double %v4084, ptr %r67
  %v4085 = load ptr, ptr %tape.base
  %v4086 = ptrtoint ptr %v4085 to i64
  %v4087 = load ptr, ptr %tape.top
  %v4088 = ptrtoint ptr %v4087 to i64
  %v4089 = sub i64 %v4088, %v4086
  %v4090 = icmp slt i64 %v4089, 8
  br i1 %v4090, label %b4091, label %b4092, !prof !0
b4091:
  %v4093 = load ptr, ptr %tape.top
  %v4094 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4093, ptr %v4094, align 8
  %v4095 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4096 = icmp eq i64 %v4095, 0
  br i1 %v4096, label %b14, label %b4097, !prof !0
b4097:
  %v4098 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4099 = load ptr, ptr %v4098, align 8
  store ptr %v4099, ptr %tape.base
  %v4100 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4101 = load ptr, ptr %v4100, align 8
  store ptr %v4101, ptr %tape.top
  %v4102 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4103 = load ptr, ptr %v4102, align 8
  store ptr %v4103, ptr %tape.end
  br label %b4092
b4092:
  %v4104 = load ptr, ptr %tape.top
  %v4105 = getelementptr i8, ptr %v4104, i64 -8
  store ptr %v4105, ptr %tape.top
  %v4106 = load double, ptr %v4105, align 1, !alias.scope !78, !noalias !79
  store double %v4106, ptr %r63
  %v4107 = load ptr, ptr %tape.base
  %v4108 = ptrtoint ptr %v4107 to i64
  %v4109 = load ptr, ptr %tape.top
  %v4110 = ptrtoint ptr %v4109 to i64
  %v4111 = sub i64 %v4110, %v4108
  %v4112 = icmp slt i64 %v4111, 8
  br i1 %v4112, label %b4113, label %b4114, !prof !0
b4113:
  %v4115 = load ptr, ptr %tape.top
  %v4116 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4115, ptr %v4116, align 8
  %v4117 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4118 = icmp eq i64 %v4117, 0
  br i1 %v4118, label %b14, label %b4119, !prof !0
b4119:
  %v4120 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4121 = load ptr, ptr %v4120, align 8
  store ptr %v4121, ptr %tape.base
  %v4122 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4123 = load ptr, ptr %v4122, align 8
  store ptr %v4123, ptr %tape.top
  %v4124 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4125 = load ptr, ptr %v4124, align 8
  store ptr %v4125, ptr %tape.end
  br label %b4114
b4114:
  %v4126 = load ptr, ptr %tape.top
  %v4127 = getelementptr i8, ptr %v4126, i64 -8
  store ptr %v4127, ptr %tape.top
  %v4128 = load i64, ptr %v4127, align 1, !alias.scope !78, !noalias !79
  store i64 %v4128, ptr %r61
  %v4129 = load ptr, ptr %tape.base
  %v4130 = ptrtoint ptr %v4129 to i64
  %v4131 = load ptr, ptr %tape.top
  %v4132 = ptrtoint ptr %v4131 to i64
  %v4133 = sub i64 %v4132, %v4130
  %v4134 = icmp slt i64 %v4133, 8
  br i1 %v4134, label %b4135, label %b4136, !prof !0
b4135:
  %v4137 = load ptr, ptr %tape.top
  %v4138 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4137, ptr %v4138, align 8
  %v4139 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4140 = icmp eq i64 %v4139, 0
  br i1 %v4140, label %b14, label %b4141, !prof !0
b4141:
  %v4142 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4143 = load ptr, ptr %v4142, align 8
  store ptr %v4143, ptr %tape.base
  %v4144 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4145 = load ptr, ptr %v4144, align 8
  store ptr %v4145, ptr %tape.top
  %v4146 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4147 = load ptr, ptr %v4146, align 8
  store ptr %v4147, ptr %tape.end
  br label %b4136
b4136:
  %v4148 = load ptr, ptr %tape.top
  %v4149 = getelementptr i8, ptr %v4148, i64 -8
  store ptr %v4149, ptr %tape.top
  %v4150 = load double, ptr %v4149, align 1, !alias.scope !78, !noalias !79
  store double %v4150, ptr %r57
  %v4151 = load ptr, ptr %tape.base
  %v4152 = ptrtoint ptr %v4151 to i64
  %v4153 = load ptr, ptr %tape.top
  %v4154 = ptrtoint ptr %v4153 to i64
  %v4155 = sub i64 %v4154, %v4152
  %v4156 = icmp slt i64 %v4155, 8
  br i1 %v4156, label %b4157, label %b4158, !prof !0
b4157:
  %v4159 = load ptr, ptr %tape.top
  %v4160 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4159, ptr %v4160, align 8
  %v4161 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4162 = icmp eq i64 %v4161, 0
  br i1 %v4162, label %b14, label %b4163, !prof !0
b4163:
  %v4164 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4165 = load ptr, ptr %v4164, align 8
  store ptr %v4165, ptr %tape.base
  %v4166 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4167 = load ptr, ptr %v4166, align 8
  store ptr %v4167, ptr %tape.top
  %v4168 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4169 = load ptr, ptr %v4168, align 8
  store ptr %v4169, ptr %tape.end
  br label %b4158
b4158:
  %v4170 = load ptr, ptr %tape.top
  %v4171 = getelementptr i8, ptr %v4170, i64 -8
  store ptr %v4171, ptr %tape.top
  %v4172 = load i64, ptr %v4171, align 1, !alias.scope !78, !noalias !79
  store i64 %v4172, ptr %r55
  %v4173 = load ptr, ptr %tape.base
  %v4174 = ptrtoint ptr %v4173 to i64
  %v4175 = load ptr, ptr %tape.top
  %v4176 = ptrtoint ptr %v4175 to i64
  %v4177 = sub i64 %v4176, %v4174
  %v4178 = icmp slt i64 %v4177, 8
  br i1 %v4178, label %b4179, label %b4180, !prof !0
b4179:
  %v4181 = load ptr, ptr %tape.top
  %v4182 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4181, ptr %v4182, align 8
  %v4183 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4184 = icmp eq i64 %v4183, 0
  br i1 %v4184, label %b14, label %b4185, !prof !0
b4185:
  %v4186 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4187 = load ptr, ptr %v4186, align 8
  store ptr %v4187, ptr %tape.base
  %v4188 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4189 = load ptr, ptr %v4188, align 8
  store ptr %v4189, ptr %tape.top
  %v4190 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4191 = load ptr, ptr %v4190, align 8
  store ptr %v4191, ptr %tape.end
  br label %b4180
b4180:
  %v4192 = load ptr, ptr %tape.top
  %v4193 = getelementptr i8, ptr %v4192, i64 -8
  store ptr %v4193, ptr %tape.top
  %v4194 = load ptr, ptr %v4193, align 1, !alias.scope !78, !noalias !79
  store ptr %v4194, ptr %r75
  %v4195 = load ptr, ptr %tape.base
  %v4196 = ptrtoint ptr %v4195 to i64
  %v4197 = load ptr, ptr %tape.top
  %v4198 = ptrtoint ptr %v4197 to i64
  %v4199 = sub i64 %v4198, %v4196
  %v4200 = icmp slt i64 %v4199, 8
  br i1 %v4200, label %b4201, label %b4202, !prof !0
b4201:
  %v4203 = load ptr, ptr %tape.top
  %v4204 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4203, ptr %v4204, align 8
  %v4205 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4206 = icmp eq i64 %v4205, 0
  br i1 %v4206, label %b14, label %b4207, !prof !0
b4207:
  %v4208 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4209 = load ptr, ptr %v4208, align 8
  store ptr %v4209, ptr %tape.base
  %v4210 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4211 = load ptr, ptr %v4210, align 8
  store ptr %v4211, ptr %tape.top
  %v4212 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4213 = load ptr, ptr %v4212, align 8
  store ptr %v4213, ptr %tape.end
  br label %b4202
b4202:
  %v4214 = load ptr, ptr %tape.top
  %v4215 = getelementptr i8, ptr %v4214, i64 -8
  store ptr %v4215, ptr %tape.top
  %v4216 = load ptr, ptr %v4215, align 1, !alias.scope !78, !noalias !79
  store ptr %v4216, ptr %r51
  %v4217 = load ptr, ptr %tape.base
  %v4218 = ptrtoint ptr %v4217 to i64
  %v4219 = load ptr, ptr %tape.top
  %v4220 = ptrtoint ptr %v4219 to i64
  %v4221 = sub i64 %v4220, %v4218
  %v4222 = icmp slt i64 %v4221, 8
  br i1 %v4222, label %b4223, label %b4224, !prof !0
b4223:
  %v4225 = load ptr, ptr %tape.top
  %v4226 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4225, ptr %v4226, align 8
  %v4227 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4228 = icmp eq i64 %v4227, 0
  br i1 %v4228, label %b14, label %b4229, !prof !0
b4229:
  %v4230 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4231 = load ptr, ptr %v4230, align 8
  store ptr %v4231, ptr %tape.base
  %v4232 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4233 = load ptr, ptr %v4232, align 8
  store ptr %v4233, ptr %tape.top
  %v4234 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4235 = load ptr, ptr %v4234, align 8
  store ptr %v4235, ptr %tape.end
  br label %b4224
b4224:
  %v4236 = load ptr, ptr %tape.top
  %v4237 = getelementptr i8, ptr %v4236, i64 -8
  store ptr %v4237, ptr %tape.top
  %v4238 = load ptr, ptr %v4237, align 1, !alias.scope !78, !noalias !79
  store ptr %v4238, ptr %r73
  %v4239 = load ptr, ptr %tape.base
  %v4240 = ptrtoint ptr %v4239 to i64
  %v4241 = load ptr, ptr %tape.top
  %v4242 = ptrtoint ptr %v4241 to i64
  %v4243 = sub i64 %v4242, %v4240
  %v4244 = icmp slt i64 %v4243, 8
  br i1 %v4244, label %b4245, label %b4246, !prof !0
b4245:
  %v4247 = load ptr, ptr %tape.top
  %v4248 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4247, ptr %v4248, align 8
  %v4249 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4250 = icmp eq i64 %v4249, 0
  br i1 %v4250, label %b14, label %b4251, !prof !0
b4251:
  %v4252 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4253 = load ptr, ptr %v4252, align 8
  store ptr %v4253, ptr %tape.base
  %v4254 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4255 = load ptr, ptr %v4254, align 8
  store ptr %v4255, ptr %tape.top
  %v4256 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4257 = load ptr, ptr %v4256, align 8
  store ptr %v4257, ptr %tape.end
  br label %b4246
b4246:
  %v4258 = load ptr, ptr %tape.top
  %v4259 = getelementptr i8, ptr %v4258, i64 -8
  store ptr %v4259, ptr %tape.top
  %v4260 = load ptr, ptr %v4259, align 1, !alias.scope !78, !noalias !79
  store ptr %v4260, ptr %r49
  %v4261 = load ptr, ptr %tape.base
  %v4262 = ptrtoint ptr %v4261 to i64
  %v4263 = load ptr, ptr %tape.top
  %v4264 = ptrtoint ptr %v4263 to i64
  %v4265 = sub i64 %v4264, %v4262
  %v4266 = icmp slt i64 %v4265, 8
  br i1 %v4266, label %b4267, label %b4268, !prof !0
b4267:
  %v4269 = load ptr, ptr %tape.top
  %v4270 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4269, ptr %v4270, align 8
  %v4271 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4272 = icmp eq i64 %v4271, 0
  br i1 %v4272, label %b14, label %b4273, !prof !0
b4273:
  %v4274 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4275 = load ptr, ptr %v4274, align 8
  store ptr %v4275, ptr %tape.base
  %v4276 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4277 = load ptr, ptr %v4276, align 8
  store ptr %v4277, ptr %tape.top
  %v4278 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4279 = load ptr, ptr %v4278, align 8
  store ptr %v4279, ptr %tape.end
  br label %b4268
b4268:
  %v4280 = load ptr, ptr %tape.top
  %v4281 = getelementptr i8, ptr %v4280, i64 -8
  store ptr %v4281, ptr %tape.top
  %v4282 = load double, ptr %v4281, align 1, !alias.scope !78, !noalias !79
  store double %v4282, ptr %r47
  %v4283 = load ptr, ptr %tape.base
  %v4284 = ptrtoint ptr %v4283 to i64
  %v4285 = load ptr, ptr %tape.top
  %v4286 = ptrtoint ptr %v4285 to i64
  %v4287 = sub i64 %v4286, %v4284
  %v4288 = icmp slt i64 %v4287, 8
  br i1 %v4288, label %b4289, label %b4290, !prof !0
b4289:
  %v4291 = load ptr, ptr %tape.top
  %v4292 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4291, ptr %v4292, align 8
  %v4293 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4294 = icmp eq i64 %v4293, 0
  br i1 %v4294, label %b14, label %b4295, !prof !0
b4295:
  %v4296 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4297 = load ptr, ptr %v4296, align 8
  store ptr %v4297, ptr %tape.base
  %v4298 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4299 = load ptr, ptr %v4298, align 8
  store ptr %v4299, ptr %tape.top
  %v4300 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4301 = load ptr, ptr %v4300, align 8
  store ptr %v4301, ptr %tape.end
  br label %b4290
b4290:
  %v4302 = load ptr, ptr %tape.top
  %v4303 = getelementptr i8, ptr %v4302, i64 -8
  store ptr %v4303, ptr %tape.top
  %v4304 = load i64, ptr %v4303, align 1, !alias.scope !78, !noalias !79
  store i64 %v4304, ptr %r45
  %v4305 = load ptr, ptr %tape.base
  %v4306 = ptrtoint ptr %v4305 to i64
  %v4307 = load ptr, ptr %tape.top
  %v4308 = ptrtoint ptr %v4307 to i64
  %v4309 = sub i64 %v4308, %v4306
  %v4310 = icmp slt i64 %v4309, 8
  br i1 %v4310, label %b4311, label %b4312, !prof !0
b4311:
  %v4313 = load ptr, ptr %tape.top
  %v4314 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4313, ptr %v4314, align 8
  %v4315 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4316 = icmp eq i64 %v4315, 0
  br i1 %v4316, label %b14, label %b4317, !prof !0
b4317:
  %v4318 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4319 = load ptr, ptr %v4318, align 8
  store ptr %v4319, ptr %tape.base
  %v4320 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4321 = load ptr, ptr %v4320, align 8
  store ptr %v4321, ptr %tape.top
  %v4322 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4323 = load ptr, ptr %v4322, align 8
  store ptr %v4323, ptr %tape.end
  br label %b4312
b4312:
  %v4324 = load ptr, ptr %tape.top
  %v4325 = getelementptr i8, ptr %v4324, i64 -8
  store ptr %v4325, ptr %tape.top
  %v4326 = load ptr, ptr %v4325, align 1, !alias.scope !78, !noalias !79
  store ptr %v4326, ptr %r71
  %v4327 = load ptr, ptr %tape.base
  %v4328 = ptrtoint ptr %v4327 to i64
  %v4329 = load ptr, ptr %tape.top
  %v4330 = ptrtoint ptr %v4329 to i64
  %v4331 = sub i64 %v4330, %v4328
  %v4332 = icmp slt i64 %v4331, 8
  br i1 %v4332, label %b4333, label %b4334, !prof !0
b4333:
  %v4335 = load ptr, ptr %tape.top
  %v4336 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4335, ptr %v4336, align 8
  %v4337 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4338 = icmp eq i64 %v4337, 0
  br i1 %v4338, label %b14, label %b4339, !prof !0
b4339:
  %v4340 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4341 = load ptr, ptr %v4340, align 8
  store ptr %v4341, ptr %tape.base
  %v4342 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4343 = load ptr, ptr %v4342, align 8
  store ptr %v4343, ptr %tape.top
  %v4344 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4345 = load ptr, ptr %v4344, align 8
  store ptr %v4345, ptr %tape.end
  br label %b4334
b4334:
  %v4346 = load ptr, ptr %tape.top
  %v4347 = getelementptr i8, ptr %v4346, i64 -8
  store ptr %v4347, ptr %tape.top
  %v4348 = load ptr, ptr %v4347, align 1, !alias.scope !78, !noalias !79
  store ptr %v4348, ptr %r33
  br label %b4023
b4023:
  %v4349 = load double, ptr %r691
  %v4350 = load double, ptr %r655
  %v4351 = fadd double %v4349, %v4350
  store double %v4351, ptr %r691
  %v4352 = load i64, ptr %r4
  %v4353 = mul i64 %v4352, %v4352
  store i64 %v4353, ptr %r97
  %v4354 = load i64, ptr %r2
  %v4355 = load i64, ptr %r4
  %v4356 = mul i64 %v4354, %v4355
  store i64 %v4356, ptr %r107
  %v4357 = load double, ptr %r691
  store double %v4357, ptr %r693
  store double 0x0000000000000000, ptr %r691
  %v4358 = load double, ptr %r687
  %v4359 = load double, ptr %r693
  %v4360 = fadd double %v4358, %v4359
  store double %v4360, ptr %r687
  %v4361 = load double, ptr %r689
  %v4362 = load double, ptr %r693
  %v4363 = fadd double %v4361, %v4362
  store double %v4363, ptr %r689
  call void @llvm.memset.p0.i64(ptr align 64 %r695, i8 0, i64 8, i1 false)
  store ptr %r695, ptr %r696
  %v4368 = icmp slt i64 0, 1
  br i1 %v4368, label %b4369, label %b4367
b4369:
  br label %b4364
b4364:
  %v4370 = phi i64 [ 0, %b4369 ], [ %v4371, %b4366 ]
  store i64 %v4370, ptr %r649
  %v4372 = load double, ptr %r689
  store double %v4372, ptr %r698
  %v4373 = load i64, ptr %r649
  %v4374 = load double, ptr %r698
  %v4375 = load ptr, ptr %r696
  %v4376 = getelementptr inbounds double, ptr %v4375, i64 %v4373
  store double %v4374, ptr %v4376, align 8, !llvm.access.group !314, !alias.scope !160, !noalias !161
  br label %b4365
b4365:
  br label %b4366
b4366:
  %v4371 = add nsw i64 %v4370, 1
  %v4377 = icmp slt i64 %v4371, 1
  br i1 %v4377, label %b4364, label %b4367, !llvm.loop !315
b4367:
  %v4378 = load double, ptr %r689
  store double %v4378, ptr %r700
  store double 0x0000000000000000, ptr %r689
  %v4379 = load ptr, ptr %r696
  %v4380 = getelementptr inbounds double, ptr %v4379, i64 0
  %v4381 = load double, ptr %v4380, align 8, !alias.scope !160, !noalias !161
  store double %v4381, ptr %r702
  %v4382 = load double, ptr %r702
  %v4383 = load double, ptr %r6
  %v4384 = fmul double %v4382, %v4383
  store double %v4384, ptr %r704
  %v4385 = load double, ptr %r657
  %v4386 = load double, ptr %r704
  %v4387 = fadd double %v4385, %v4386
  store double %v4387, ptr %r657
  %v4388 = load ptr, ptr %tape.base
  %v4389 = ptrtoint ptr %v4388 to i64
  %v4390 = load ptr, ptr %tape.top
  %v4391 = ptrtoint ptr %v4390 to i64
  %v4392 = sub i64 %v4391, %v4389
  %v4393 = icmp slt i64 %v4392, 8
  br i1 %v4393, label %b4394, label %b4395, !prof !0
b4394:
  %v4396 = load ptr, ptr %tape.top
  %v4397 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4396, ptr %v4397, align 8
  %v4398 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4399 = icmp eq i64 %v4398, 0
  br i1 %v4399, label %b14, label %b4400, !prof !0
b4400:
  %v4401 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4402 = load ptr, ptr %v4401, align 8
  store ptr %v4402, ptr %tape.base
  %v4403 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4404 = load ptr, ptr %v4403, align 8
  store ptr %v4404, ptr %tape.top
  %v4405 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4406 = load ptr, ptr %v4405, align 8
  store ptr %v4406, ptr %tape.end
  br label %b4395
b4395:
  %v4407 = load ptr, ptr %tape.top
  %v4408 = getelementptr i8, ptr %v4407, i64 -8
  store ptr %v4408, ptr %tape.top
  %v4409 = load i64, ptr %v4408, align 1, !alias.scope !78, !noalias !79
  store i64 %v4409, ptr %r706
  %v4410 = load i64, ptr %r706
  %v4411 = call ptr @procedure_alloc_within(ptr %context, i64 %v4410, i64 8, i64 0)
  %v4412 = icmp eq ptr %v4411, null
  br i1 %v4412, label %b14, label %b4413, !prof !0
b4413:
  store ptr %v4411, ptr %r708
  %v4414 = load i64, ptr %r107
  %v4419 = icmp slt i64 0, %v4414
  br i1 %v4419, label %b4420, label %b4418
b4420:
  br label %b4415
b4415:
  %v4421 = phi i64 [ 0, %b4420 ], [ %v4422, %b4417 ]
  store i64 %v4421, ptr %r640
  %v4423 = load double, ptr %r687
  store double %v4423, ptr %r710
  %v4424 = load i64, ptr %r640
  %v4425 = load ptr, ptr %r0
  %v4426 = getelementptr inbounds double, ptr %v4425, i64 %v4424
  %v4427 = load double, ptr %v4426, align 8, !llvm.access.group !316, !alias.scope !80, !noalias !81
  store double %v4427, ptr %r712
  %v4428 = load double, ptr %r710
  %v4429 = load double, ptr %r712
  %v4430 = fmul double %v4428, %v4429
  store double %v4430, ptr %r714
  %v4431 = load i64, ptr %r640
  %v4432 = load double, ptr %r714
  %v4433 = load ptr, ptr %r708
  %v4434 = getelementptr inbounds double, ptr %v4433, i64 %v4431
  store double %v4432, ptr %v4434, align 8, !llvm.access.group !316, !alias.scope !162, !noalias !163
  br label %b4416
b4416:
  br label %b4417
b4417:
  %v4422 = add nsw i64 %v4421, 1
  %v4435 = icmp slt i64 %v4422, %v4414
  br i1 %v4435, label %b4415, label %b4418, !llvm.loop !317
b4418:
  %v4436 = load double, ptr %r687
  store double %v4436, ptr %r716
  store double 0x0000000000000000, ptr %r687
  %v4437 = load i64, ptr %r2
  %v4438 = sub i64 %v4437, 1
  %v4439 = sub i64 0, 1
  %v4444 = icmp sgt i64 %v4438, %v4439
  br i1 %v4444, label %b4445, label %b4443
b4445:
  br label %b4440
b4440:
  %v4446 = phi i64 [ %v4438, %b4445 ], [ %v4447, %b4442 ]
  store i64 %v4446, ptr %r125
  %v4448 = load i64, ptr %r12
  %v4449 = load i64, ptr %r125
  %v4450 = mul i64 %v4448, %v4449
  store i64 %v4450, ptr %r193
  %v4451 = load i64, ptr %r4
  %v4452 = load i64, ptr %r12
  %v4453 = mul i64 %v4451, %v4452
  store i64 %v4453, ptr %r207
  %v4454 = load i64, ptr %r12
  %v4455 = mul i64 %v4454, %v4454
  store i64 %v4455, ptr %r214
  %v4456 = load i64, ptr %r12
  %v4457 = add i64 %v4456, -1
  store i64 %v4457, ptr %r338
  %v4458 = load i64, ptr %r4
  %v4459 = load i64, ptr %r125
  %v4460 = mul i64 %v4458, %v4459
  store i64 %v4460, ptr %r386
  %v4461 = load ptr, ptr %tape.base
  %v4462 = ptrtoint ptr %v4461 to i64
  %v4463 = load ptr, ptr %tape.top
  %v4464 = ptrtoint ptr %v4463 to i64
  %v4465 = sub i64 %v4464, %v4462
  %v4466 = icmp slt i64 %v4465, 48
  br i1 %v4466, label %b4467, label %b4468, !prof !0
b4468:
  %v4470 = load ptr, ptr %tape.top
  %v4471 = getelementptr i8, ptr %v4470, i64 -8
  store ptr %v4471, ptr %tape.top
  %v4472 = load ptr, ptr %v4471, align 1, !alias.scope !78, !noalias !79
  store ptr %v4472, ptr %r79
  %v4473 = load ptr, ptr %tape.top
  %v4474 = getelementptr i8, ptr %v4473, i64 -8
  store ptr %v4474, ptr %tape.top
  %v4475 = load ptr, ptr %v4474, align 1, !alias.scope !78, !noalias !79
  store ptr %v4475, ptr %r41
  %v4476 = load ptr, ptr %tape.top
  %v4477 = getelementptr i8, ptr %v4476, i64 -8
  store ptr %v4477, ptr %tape.top
  %v4478 = load i64, ptr %v4477, align 1, !alias.scope !78, !noalias !79
  store i64 %v4478, ptr %r39
  %v4479 = load ptr, ptr %tape.top
  %v4480 = getelementptr i8, ptr %v4479, i64 -8
  store ptr %v4480, ptr %tape.top
  %v4481 = load i64, ptr %v4480, align 1, !alias.scope !78, !noalias !79
  store i64 %v4481, ptr %r37
  %v4482 = load ptr, ptr %tape.top
  %v4483 = getelementptr i8, ptr %v4482, i64 -8
  store ptr %v4483, ptr %tape.top
  %v4484 = load ptr, ptr %v4483, align 1, !alias.scope !78, !noalias !79
  store ptr %v4484, ptr %r77
  %v4485 = load ptr, ptr %tape.top
  %v4486 = getelementptr i8, ptr %v4485, i64 -8
  store ptr %v4486, ptr %tape.top
  %v4487 = load ptr, ptr %v4486, align 1, !alias.scope !78, !noalias !79
  store ptr %v4487, ptr %r35
  br label %b4469
b4467:
  %v4488 = load ptr, ptr %tape.base
  %v4489 = ptrtoint ptr %v4488 to i64
  %v4490 = load ptr, ptr %tape.top
  %v4491 = ptrtoint ptr %v4490 to i64
  %v4492 = sub i64 %v4491, %v4489
  %v4493 = icmp slt i64 %v4492, 8
  br i1 %v4493, label %b4494, label %b4495, !prof !0
b4494:
  %v4496 = load ptr, ptr %tape.top
  %v4497 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4496, ptr %v4497, align 8
  %v4498 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4499 = icmp eq i64 %v4498, 0
  br i1 %v4499, label %b14, label %b4500, !prof !0
b4500:
  %v4501 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4502 = load ptr, ptr %v4501, align 8
  store ptr %v4502, ptr %tape.base
  %v4503 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4504 = load ptr, ptr %v4503, align 8
  store ptr %v4504, ptr %tape.top
  %v4505 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4506 = load ptr, ptr %v4505, align 8
  store ptr %v4506, ptr %tape.end
  br label %b4495
b4495:
  %v4507 = load ptr, ptr %tape.top
  %v4508 = getelementptr i8, ptr %v4507, i64 -8
  store ptr %v4508, ptr %tape.top
  %v4509 = load ptr, ptr %v4508, align 1, !alias.scope !78, !noalias !79
  store ptr %v4509, ptr %r79
  %v4510 = load ptr, ptr %tape.base
  %v4511 = ptrtoint ptr %v4510 to i64
  %v4512 = load ptr, ptr %tape.top
  %v4513 = ptrtoint ptr %v4512 to i64
  %v4514 = sub i64 %v4513, %v4511
  %v4515 = icmp slt i64 %v4514, 8
  br i1 %v4515, label %b4516, label %b4517, !prof !0
b4516:
  %v4518 = load ptr, ptr %tape.top
  %v4519 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4518, ptr %v4519, align 8
  %v4520 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4521 = icmp eq i64 %v4520, 0
  br i1 %v4521, label %b14, label %b4522, !prof !0
b4522:
  %v4523 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4524 = load ptr, ptr %v4523, align 8
  store ptr %v4524, ptr %tape.base
  %v4525 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4526 = load ptr, ptr %v4525, align 8
  store ptr %v4526, ptr %tape.top
  %v4527 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4528 = load ptr, ptr %v4527, align 8
  store ptr %v4528, ptr %tape.end
  br label %b4517
b4517:
  %v4529 = load ptr, ptr %tape.top
  %v4530 = getelementptr i8, ptr %v4529, i64 -8
  store ptr %v4530, ptr %tape.top
  %v4531 = load ptr, ptr %v4530, align 1, !alias.scope !78, !noalias !79
  store ptr %v4531, ptr %r41
  %v4532 = load ptr, ptr %tape.base
  %v4533 = ptrtoint ptr %v4532 to i64
  %v4534 = load ptr, ptr %tape.top
  %v4535 = ptrtoint ptr %v4534 to i64
  %v4536 = sub i64 %v4535, %v4533
  %v4537 = icmp slt i64 %v4536, 8
  br i1 %v4537, label %b4538, label %b4539, !prof !0
b4538:
  %v4540 = load ptr, ptr %tape.top
  %v4541 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4540, ptr %v4541, align 8
  %v4542 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4543 = icmp eq i64 %v4542, 0
  br i1 %v4543, label %b14, label %b4544, !prof !0
b4544:
  %v4545 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4546 = load ptr, ptr %v4545, align 8
  store ptr %v4546, ptr %tape.base
  %v4547 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4548 = load ptr, ptr %v4547, align 8
  store ptr %v4548, ptr %tape.top
  %v4549 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4550 = load ptr, ptr %v4549, align 8
  store ptr %v4550, ptr %tape.end
  br label %b4539
b4539:
  %v4551 = load ptr, ptr %tape.top
  %v4552 = getelementptr i8, ptr %v4551, i64 -8
  store ptr %v4552, ptr %tape.top
  %v4553 = load i64, ptr %v4552, align 1, !alias.scope !78, !noalias !79
  store i64 %v4553, ptr %r39
  %v4554 = load ptr, ptr %tape.base
  %v4555 = ptrtoint ptr %v4554 to i64
  %v4556 = load ptr, ptr %tape.top
  %v4557 = ptrtoint ptr %v4556 to i64
  %v4558 = sub i64 %v4557, %v4555
  %v4559 = icmp slt i64 %v4558, 8
  br i1 %v4559, label %b4560, label %b4561, !prof !0
b4560:
  %v4562 = load ptr, ptr %tape.top
  %v4563 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4562, ptr %v4563, align 8
  %v4564 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4565 = icmp eq i64 %v4564, 0
  br i1 %v4565, label %b14, label %b4566, !prof !0
b4566:
  %v4567 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4568 = load ptr, ptr %v4567, align 8
  store ptr %v4568, ptr %tape.base
  %v4569 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4570 = load ptr, ptr %v4569, align 8
  store ptr %v4570, ptr %tape.top
  %v4571 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4572 = load ptr, ptr %v4571, align 8
  store ptr %v4572, ptr %tape.end
  br label %b4561
b4561:
  %v4573 = load ptr, ptr %tape.top
  %v4574 = getelementptr i8, ptr %v4573, i64 -8
  store ptr %v4574, ptr %tape.top
  %v4575 = load i64, ptr %v4574, align 1, !alias.scope !78, !noalias !79
  store i64 %v4575, ptr %r37
  %v4576 = load ptr, ptr %tape.base
  %v4577 = ptrtoint ptr %v4576 to i64
  %v4578 = load ptr, ptr %tape.top
  %v4579 = ptrtoint ptr %v4578 to i64
  %v4580 = sub i64 %v4579, %v4577
  %v4581 = icmp slt i64 %v4580, 8
  br i1 %v4581, label %b4582, label %b4583, !prof !0
b4582:
  %v4584 = load ptr, ptr %tape.top
  %v4585 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4584, ptr %v4585, align 8
  %v4586 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4587 = icmp eq i64 %v4586, 0
  br i1 %v4587, label %b14, label %b4588, !prof !0
b4588:
  %v4589 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4590 = load ptr, ptr %v4589, align 8
  store ptr %v4590, ptr %tape.base
  %v4591 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4592 = load ptr, ptr %v4591, align 8
  store ptr %v4592, ptr %tape.top
  %v4593 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4594 = load ptr, ptr %v4593, align 8
  store ptr %v4594, ptr %tape.end
  br label %b4583
b4583:
  %v4595 = load ptr, ptr %tape.top
  %v4596 = getelementptr i8, ptr %v4595, i64 -8
  store ptr %v4596, ptr %tape.top
  %v4597 = load ptr, ptr %v4596, align 1, !alias.scope !78, !noalias !79
  store ptr %v4597, ptr %r77
  %v4598 = load ptr, ptr %tape.base
  %v4599 = ptrtoint ptr %v4598 to i64
  %v4600 = load ptr, ptr %tape.top
  %v4601 = ptrtoint ptr %v4600 to i64
  %v4602 = sub i64 %v4601, %v4599
  %v4603 = icmp slt i64 %v4602, 8
  br i1 %v4603, label %b4604, label %b4605, !prof !0
b4604:
  %v4606 = load ptr, ptr %tape.top
  %v4607 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4606, ptr %v4607, align 8
  %v4608 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4609 = icmp eq i64 %v4608, 0
  br i1 %v4609, label %b14, label %b4610, !prof !0
b4610:
  %v4611 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4612 = load ptr, ptr %v4611, align 8
  store ptr %v4612, ptr %tape.base
  %v4613 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4614 = load ptr, ptr %v4613, align 8
  store ptr %v4614, ptr %tape.top
  %v4615 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4616 = load ptr, ptr %v4615, align 8
  store ptr %v4616, ptr %tape.end
  br label %b4605
b4605:
  %v4617 = load ptr, ptr %tape.top
  %v4618 = getelementptr i8, ptr %v4617, i64 -8
  store ptr %v4618, ptr %tape.top
  %v4619 = load ptr, ptr %v4618, align 1, !alias.scope !78, !noalias !79
  store ptr %v4619, ptr %r35
  br label %b4469
b4469:
  %v4620 = load double, ptr %r657
  store double %v4620, ptr %r718
  %v4621 = load double, ptr %r718
  %v4622 = fneg double %v4621
  store double %v4622, ptr %r720
  %v4623 = load double, ptr %r720
  %v4624 = fmul double %v4623, 0x3FE0000000000000
  store double %v4624, ptr %r722
  %v4625 = load double, ptr %r722
  %v4626 = load double, ptr %r67
  %v4627 = fdiv double 0x3FF0000000000000, %v4626
  %v4628 = fmul double %v4625, %v4627
  store double %v4628, ptr %r724
  %v4629 = load double, ptr %r675
  %v4630 = load double, ptr %r722
  %v4631 = fadd double %v4629, %v4630
  store double %v4631, ptr %r675
  %v4632 = load double, ptr %r685
  %v4633 = load double, ptr %r724
  %v4634 = fadd double %v4632, %v4633
  store double %v4634, ptr %r685
  %v4635 = load ptr, ptr %tape.base
  %v4636 = ptrtoint ptr %v4635 to i64
  %v4637 = load ptr, ptr %tape.top
  %v4638 = ptrtoint ptr %v4637 to i64
  %v4639 = sub i64 %v4638, %v4636
  %v4640 = icmp slt i64 %v4639, 16
  br i1 %v4640, label %b4641, label %b4642, !prof !0
b4642:
  %v4644 = load ptr, ptr %tape.top
  %v4645 = getelementptr i8, ptr %v4644, i64 -8
  store ptr %v4645, ptr %tape.top
  %v4646 = load ptr, ptr %v4645, align 1, !alias.scope !78, !noalias !79
  store ptr %v4646, ptr %r522
  %v4647 = load ptr, ptr %tape.top
  %v4648 = getelementptr i8, ptr %v4647, i64 -8
  store ptr %v4648, ptr %tape.top
  %v4649 = load i64, ptr %v4648, align 1, !alias.scope !78, !noalias !79
  store i64 %v4649, ptr %r726
  br label %b4643
b4641:
  %v4650 = load ptr, ptr %tape.base
  %v4651 = ptrtoint ptr %v4650 to i64
  %v4652 = load ptr, ptr %tape.top
  %v4653 = ptrtoint ptr %v4652 to i64
  %v4654 = sub i64 %v4653, %v4651
  %v4655 = icmp slt i64 %v4654, 8
  br i1 %v4655, label %b4656, label %b4657, !prof !0
b4656:
  %v4658 = load ptr, ptr %tape.top
  %v4659 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4658, ptr %v4659, align 8
  %v4660 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4661 = icmp eq i64 %v4660, 0
  br i1 %v4661, label %b14, label %b4662, !prof !0
b4662:
  %v4663 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4664 = load ptr, ptr %v4663, align 8
  store ptr %v4664, ptr %tape.base
  %v4665 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4666 = load ptr, ptr %v4665, align 8
  store ptr %v4666, ptr %tape.top
  %v4667 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4668 = load ptr, ptr %v4667, align 8
  store ptr %v4668, ptr %tape.end
  br label %b4657
b4657:
  %v4669 = load ptr, ptr %tape.top
  %v4670 = getelementptr i8, ptr %v4669, i64 -8
  store ptr %v4670, ptr %tape.top
  %v4671 = load ptr, ptr %v4670, align 1, !alias.scope !78, !noalias !79
  store ptr %v4671, ptr %r522
  %v4672 = load ptr, ptr %tape.base
  %v4673 = ptrtoint ptr %v4672 to i64
  %v4674 = load ptr, ptr %tape.top
  %v4675 = ptrtoint ptr %v4674 to i64
  %v4676 = sub i64 %v4675, %v4673
  %v4677 = icmp slt i64 %v4676, 8
  br i1 %v4677, label %b4678, label %b4679, !prof !0
b4678:
  %v4680 = load ptr, ptr %tape.top
  %v4681 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4680, ptr %v4681, align 8
  %v4682 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4683 = icmp eq i64 %v4682, 0
  br i1 %v4683, label %b14, label %b4684, !prof !0
b4684:
  %v4685 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4686 = load ptr, ptr %v4685, align 8
  store ptr %v4686, ptr %tape.base
  %v4687 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4688 = load ptr, ptr %v4687, align 8
  store ptr %v4688, ptr %tape.top
  %v4689 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4690 = load ptr, ptr %v4689, align 8
  store ptr %v4690, ptr %tape.end
  br label %b4679
b4679:
  %v4691 = load ptr, ptr %tape.top
  %v4692 = getelementptr i8, ptr %v4691, i64 -8
  store ptr %v4692, ptr %tape.top
  %v4693 = load i64, ptr %v4692, align 1, !alias.scope !78, !noalias !79
  store i64 %v4693, ptr %r726
  br label %b4643
b4643:
  %v4694 = load i64, ptr %r726
  %v4695 = call ptr @procedure_alloc_within(ptr %context, i64 %v4694, i64 8, i64 1)
  %v4696 = icmp eq ptr %v4695, null
  br i1 %v4696, label %b14, label %b4697, !prof !0
b4697:
  store ptr %v4695, ptr %r728
  %v4698 = load ptr, ptr %tape.base
  %v4699 = ptrtoint ptr %v4698 to i64
  %v4700 = load ptr, ptr %tape.top
  %v4701 = ptrtoint ptr %v4700 to i64
  %v4702 = sub i64 %v4701, %v4699
  %v4703 = icmp slt i64 %v4702, 1
  br i1 %v4703, label %b4704, label %b4705, !prof !0
b4704:
  %v4706 = load ptr, ptr %tape.top
  %v4707 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4706, ptr %v4707, align 8
  %v4708 = call i64 @procedure_back(ptr %context, ptr %tape, i64 1)
  %v4709 = icmp eq i64 %v4708, 0
  br i1 %v4709, label %b14, label %b4710, !prof !0
b4710:
  %v4711 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4712 = load ptr, ptr %v4711, align 8
  store ptr %v4712, ptr %tape.base
  %v4713 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4714 = load ptr, ptr %v4713, align 8
  store ptr %v4714, ptr %tape.top
  %v4715 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4716 = load ptr, ptr %v4715, align 8
  store ptr %v4716, ptr %tape.end
  br label %b4705
b4705:
  %v4717 = load ptr, ptr %tape.top
  %v4718 = getelementptr i8, ptr %v4717, i64 -1
  store ptr %v4718, ptr %tape.top
  %v4719 = load i8, ptr %v4718, align 1, !alias.scope !78, !noalias !79
  %v4720 = icmp ne i8 %v4719, 0
  store i1 %v4720, ptr %r730
  %v4721 = load i1, ptr %r730
  br i1 %v4721, label %b4722, label %b4723
b4722:
  %v4725 = load ptr, ptr %tape.base
  %v4726 = ptrtoint ptr %v4725 to i64
  %v4727 = load ptr, ptr %tape.top
  %v4728 = ptrtoint ptr %v4727 to i64
  %v4729 = sub i64 %v4728, %v4726
  %v4730 = icmp slt i64 %v4729, 8
  br i1 %v4730, label %b4731, label %b4732, !prof !0
b4731:
  %v4733 = load ptr, ptr %tape.top
  %v4734 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4733, ptr %v4734, align 8
  %v4735 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4736 = icmp eq i64 %v4735, 0
  br i1 %v4736, label %b14, label %b4737, !prof !0
b4737:
  %v4738 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4739 = load ptr, ptr %v4738, align 8
  store ptr %v4739, ptr %tape.base
  %v4740 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4741 = load ptr, ptr %v4740, align 8
  store ptr %v4741, ptr %tape.top
  %v4742 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4743 = load ptr, ptr %v4742, align 8
  store ptr %v4743, ptr %tape.end
  br label %b4732
b4732:
  %v4744 = load ptr, ptr %tape.top
  %v4745 = getelementptr i8, ptr %v4744, i64 -8
  store ptr %v4745, ptr %tape.top
  %v4746 = load double, ptr %v4745, align 1, !alias.scope !78, !noalias !79
  store double %v4746, ptr %r67
  %v4747 = load double, ptr %r685
  store double %v4747, ptr %r732
  store double 0x0000000000000000, ptr %r685
  %v4748 = load double, ptr %r683
  %v4749 = load double, ptr %r732
  %v4750 = fadd double %v4748, %v4749
  store double %v4750, ptr %r683
  %v4751 = load i64, ptr %r12
  %v4752 = sub i64 %v4751, 0
  %v4753 = icmp sgt i64 %v4752, 0
  %v4754 = select i1 %v4753, i64 %v4752, i64 0
  store i64 %v4754, ptr %r624
  %v4755 = mul i64 0, 2
  store i64 %v4755, ptr %r626
  %v4756 = load i64, ptr %r626
  %v4757 = load i64, ptr %r624
  %v4758 = add i64 %v4756, %v4757
  %v4759 = mul i64 %v4758, 8
  %v4760 = add i64 %v4759, 7
  %v4761 = sdiv i64 %v4760, 8
  store i64 %v4761, ptr %r628
  %v4762 = load i64, ptr %r628
  %v4763 = load ptr, ptr %tape.top
  %v4764 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4763, ptr %v4764, align 8
  %v4765 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v4762, i64 8)
  %v4766 = icmp eq ptr %v4765, null
  br i1 %v4766, label %b14, label %b4767, !prof !0
b4767:
  %v4768 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4769 = load ptr, ptr %v4768, align 8
  store ptr %v4769, ptr %tape.base
  %v4770 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4771 = load ptr, ptr %v4770, align 8
  store ptr %v4771, ptr %tape.top
  %v4772 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4773 = load ptr, ptr %v4772, align 8
  store ptr %v4773, ptr %tape.end
  store ptr %v4765, ptr %r630
  %v4774 = load i64, ptr %r12
  %v4775 = sub i64 %v4774, 1
  %v4776 = sub i64 0, 1
  %v4781 = icmp sgt i64 %v4775, %v4776
  br i1 %v4781, label %b4782, label %b4780
b4782:
  br label %b4777
b4777:
  %v4783 = phi i64 [ %v4775, %b4782 ], [ %v4784, %b4779 ]
  store i64 %v4783, ptr %r632
  %v4785 = load i64, ptr %r626
  %v4786 = load i64, ptr %r632
  %v4787 = add i64 %v4785, %v4786
  %v4788 = load ptr, ptr %r630
  %v4789 = getelementptr inbounds double, ptr %v4788, i64 %v4787
  %v4790 = load double, ptr %v4789, align 8, !alias.scope !78, !noalias !79
  store double %v4790, ptr %r65
  %v4791 = load double, ptr %r683
  store double %v4791, ptr %r734
  store double 0x0000000000000000, ptr %r683
  %v4792 = load i64, ptr %r12
  %v4793 = load i64, ptr %r632
  %v4794 = mul i64 %v4792, %v4793
  store i64 %v4794, ptr %r736
  %v4795 = load i64, ptr %r736
  %v4796 = load i64, ptr %r632
  %v4797 = add i64 %v4795, %v4796
  store i64 %v4797, ptr %r738
  %v4798 = load i64, ptr %r738
  %v4799 = load ptr, ptr %r522
  %v4800 = getelementptr inbounds double, ptr %v4799, i64 %v4798
  %v4801 = load double, ptr %v4800, align 8, !alias.scope !156, !noalias !157
  store double %v4801, ptr %r740
  %v4802 = load double, ptr %r734
  %v4803 = load double, ptr %r740
  %v4804 = fmul double %v4802, %v4803
  store double %v4804, ptr %r742
  %v4805 = load double, ptr %r734
  %v4806 = load double, ptr %r65
  %v4807 = fmul double %v4805, %v4806
  store double %v4807, ptr %r744
  %v4808 = load double, ptr %r683
  %v4809 = load double, ptr %r742
  %v4810 = fadd double %v4808, %v4809
  store double %v4810, ptr %r683
  %v4811 = load i64, ptr %r738
  %v4812 = load i64, ptr %r738
  %v4813 = load ptr, ptr %r728
  %v4814 = getelementptr inbounds double, ptr %v4813, i64 %v4812
  %v4815 = load double, ptr %v4814, align 8, !alias.scope !164, !noalias !165
  %v4816 = load double, ptr %r744
  %v4817 = fadd double %v4815, %v4816
  %v4818 = load ptr, ptr %r728
  %v4819 = getelementptr inbounds double, ptr %v4818, i64 %v4811
  store double %v4817, ptr %v4819, align 8, !alias.scope !164, !noalias !165
  br label %b4778
b4778:
  br label %b4779
b4779:
  %v4784 = add nsw i64 %v4783, -1
  %v4820 = icmp sgt i64 %v4784, %v4776
  br i1 %v4820, label %b4777, label %b4780, !llvm.loop !318
b4780:
  %v4821 = load double, ptr %r683
  store double %v4821, ptr %r746
  store double 0x0000000000000000, ptr %r683
  br label %b4724
b4723:
  %v4822 = load ptr, ptr %tape.base
  %v4823 = ptrtoint ptr %v4822 to i64
  %v4824 = load ptr, ptr %tape.top
  %v4825 = ptrtoint ptr %v4824 to i64
  %v4826 = sub i64 %v4825, %v4823
  %v4827 = icmp slt i64 %v4826, 8
  br i1 %v4827, label %b4828, label %b4829, !prof !0
b4828:
  %v4830 = load ptr, ptr %tape.top
  %v4831 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4830, ptr %v4831, align 8
  %v4832 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4833 = icmp eq i64 %v4832, 0
  br i1 %v4833, label %b14, label %b4834, !prof !0
b4834:
  %v4835 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4836 = load ptr, ptr %v4835, align 8
  store ptr %v4836, ptr %tape.base
  %v4837 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4838 = load ptr, ptr %v4837, align 8
  store ptr %v4838, ptr %tape.top
  %v4839 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4840 = load ptr, ptr %v4839, align 8
  store ptr %v4840, ptr %tape.end
  br label %b4829
b4829:
  %v4841 = load ptr, ptr %tape.top
  %v4842 = getelementptr i8, ptr %v4841, i64 -8
  store ptr %v4842, ptr %tape.top
  %v4843 = load double, ptr %v4842, align 1, !alias.scope !78, !noalias !79
  store double %v4843, ptr %r67
  %v4844 = load double, ptr %r685
  store double %v4844, ptr %r748
  store double 0x0000000000000000, ptr %r685
  br label %b4724
b4724:
  %v4845 = load ptr, ptr %tape.base
  %v4846 = ptrtoint ptr %v4845 to i64
  %v4847 = load ptr, ptr %tape.top
  %v4848 = ptrtoint ptr %v4847 to i64
  %v4849 = sub i64 %v4848, %v4846
  %v4850 = icmp slt i64 %v4849, 8
  br i1 %v4850, label %b4851, label %b4852, !prof !0
b4851:
  %v4853 = load ptr, ptr %tape.top
  %v4854 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4853, ptr %v4854, align 8
  %v4855 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4856 = icmp eq i64 %v4855, 0
  br i1 %v4856, label %b14, label %b4857, !prof !0
b4857:
  %v4858 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4859 = load ptr, ptr %v4858, align 8
  store ptr %v4859, ptr %tape.base
  %v4860 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4861 = load ptr, ptr %v4860, align 8
  store ptr %v4861, ptr %tape.top
  %v4862 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4863 = load ptr, ptr %v4862, align 8
  store ptr %v4863, ptr %tape.end
  br label %b4852
b4852:
  %v4864 = load ptr, ptr %tape.top
  %v4865 = getelementptr i8, ptr %v4864, i64 -8
  store ptr %v4865, ptr %tape.top
  %v4866 = load i64, ptr %v4865, align 1, !alias.scope !78, !noalias !79
  store i64 %v4866, ptr %r750
  %v4867 = load i64, ptr %r750
  %v4872 = icmp slt i64 0, %v4867
  br i1 %v4872, label %b4873, label %b4871
b4873:
  br label %b4868
b4868:
  %v4874 = phi i64 [ 0, %b4873 ], [ %v4875, %b4870 ]
  store i64 %v4874, ptr %r752
  %v4876 = load ptr, ptr %tape.base
  %v4877 = ptrtoint ptr %v4876 to i64
  %v4878 = load ptr, ptr %tape.top
  %v4879 = ptrtoint ptr %v4878 to i64
  %v4880 = sub i64 %v4879, %v4877
  %v4881 = icmp slt i64 %v4880, 8
  br i1 %v4881, label %b4882, label %b4883, !prof !0
b4882:
  %v4884 = load ptr, ptr %tape.top
  %v4885 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4884, ptr %v4885, align 8
  %v4886 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4887 = icmp eq i64 %v4886, 0
  br i1 %v4887, label %b14, label %b4888, !prof !0
b4888:
  %v4889 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4890 = load ptr, ptr %v4889, align 8
  store ptr %v4890, ptr %tape.base
  %v4891 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4892 = load ptr, ptr %v4891, align 8
  store ptr %v4892, ptr %tape.top
  %v4893 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4894 = load ptr, ptr %v4893, align 8
  store ptr %v4894, ptr %tape.end
  br label %b4883
b4883:
  %v4895 = load ptr, ptr %tape.top
  %v4896 = getelementptr i8, ptr %v4895, i64 -8
  store ptr %v4896, ptr %tape.top
  %v4897 = load i64, ptr %v4896, align 1, !alias.scope !78, !noalias !79
  store i64 %v4897, ptr %r754
  %v4898 = load i64, ptr %r754
  %v4903 = icmp slt i64 0, %v4898
  br i1 %v4903, label %b4904, label %b4902
b4904:
  br label %b4899
b4899:
  %v4905 = phi i64 [ 0, %b4904 ], [ %v4906, %b4901 ]
  store i64 %v4905, ptr %r756
  %v4907 = load ptr, ptr %tape.base
  %v4908 = ptrtoint ptr %v4907 to i64
  %v4909 = load ptr, ptr %tape.top
  %v4910 = ptrtoint ptr %v4909 to i64
  %v4911 = sub i64 %v4910, %v4908
  %v4912 = icmp slt i64 %v4911, 9
  br i1 %v4912, label %b4913, label %b4914, !prof !0
b4914:
  %v4916 = load ptr, ptr %tape.top
  %v4917 = getelementptr i8, ptr %v4916, i64 -8
  store ptr %v4917, ptr %tape.top
  %v4918 = load i64, ptr %v4917, align 1, !alias.scope !78, !noalias !79
  store i64 %v4918, ptr %r59
  %v4919 = load ptr, ptr %tape.top
  %v4920 = getelementptr i8, ptr %v4919, i64 -1
  store ptr %v4920, ptr %tape.top
  %v4921 = load i8, ptr %v4920, align 1, !alias.scope !78, !noalias !79
  %v4922 = icmp ne i8 %v4921, 0
  store i1 %v4922, ptr %r758
  br label %b4915
b4913:
  %v4923 = load ptr, ptr %tape.base
  %v4924 = ptrtoint ptr %v4923 to i64
  %v4925 = load ptr, ptr %tape.top
  %v4926 = ptrtoint ptr %v4925 to i64
  %v4927 = sub i64 %v4926, %v4924
  %v4928 = icmp slt i64 %v4927, 8
  br i1 %v4928, label %b4929, label %b4930, !prof !0
b4929:
  %v4931 = load ptr, ptr %tape.top
  %v4932 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4931, ptr %v4932, align 8
  %v4933 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4934 = icmp eq i64 %v4933, 0
  br i1 %v4934, label %b14, label %b4935, !prof !0
b4935:
  %v4936 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4937 = load ptr, ptr %v4936, align 8
  store ptr %v4937, ptr %tape.base
  %v4938 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4939 = load ptr, ptr %v4938, align 8
  store ptr %v4939, ptr %tape.top
  %v4940 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4941 = load ptr, ptr %v4940, align 8
  store ptr %v4941, ptr %tape.end
  br label %b4930
b4930:
  %v4942 = load ptr, ptr %tape.top
  %v4943 = getelementptr i8, ptr %v4942, i64 -8
  store ptr %v4943, ptr %tape.top
  %v4944 = load i64, ptr %v4943, align 1, !alias.scope !78, !noalias !79
  store i64 %v4944, ptr %r59
  %v4945 = load ptr, ptr %tape.base
  %v4946 = ptrtoint ptr %v4945 to i64
  %v4947 = load ptr, ptr %tape.top
  %v4948 = ptrtoint ptr %v4947 to i64
  %v4949 = sub i64 %v4948, %v4946
  %v4950 = icmp slt i64 %v4949, 1
  br i1 %v4950, label %b4951, label %b4952, !prof !0
b4951:
  %v4953 = load ptr, ptr %tape.top
  %v4954 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4953, ptr %v4954, align 8
  %v4955 = call i64 @procedure_back(ptr %context, ptr %tape, i64 1)
  %v4956 = icmp eq i64 %v4955, 0
  br i1 %v4956, label %b14, label %b4957, !prof !0
b4957:
  %v4958 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4959 = load ptr, ptr %v4958, align 8
  store ptr %v4959, ptr %tape.base
  %v4960 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4961 = load ptr, ptr %v4960, align 8
  store ptr %v4961, ptr %tape.top
  %v4962 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4963 = load ptr, ptr %v4962, align 8
  store ptr %v4963, ptr %tape.end
  br label %b4952
b4952:
  %v4964 = load ptr, ptr %tape.top
  %v4965 = getelementptr i8, ptr %v4964, i64 -1
  store ptr %v4965, ptr %tape.top
  %v4966 = load i8, ptr %v4965, align 1, !alias.scope !78, !noalias !79
  %v4967 = icmp ne i8 %v4966, 0
  store i1 %v4967, ptr %r758
  br label %b4915
b4915:
  %v4968 = load i1, ptr %r758
  br i1 %v4968, label %b4969, label %b4970
b4969:
  br label %b4971
b4970:
  %v4972 = load i64, ptr %r61
  %v4973 = load i64, ptr %r59
  %v4974 = icmp ne i64 %v4972, %v4973
  store i1 %v4974, ptr %r558
  %v4975 = load ptr, ptr %tape.base
  %v4976 = ptrtoint ptr %v4975 to i64
  %v4977 = load ptr, ptr %tape.top
  %v4978 = ptrtoint ptr %v4977 to i64
  %v4979 = sub i64 %v4978, %v4976
  %v4980 = icmp slt i64 %v4979, 8
  br i1 %v4980, label %b4981, label %b4982, !prof !0
b4981:
  %v4983 = load ptr, ptr %tape.top
  %v4984 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v4983, ptr %v4984, align 8
  %v4985 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v4986 = icmp eq i64 %v4985, 0
  br i1 %v4986, label %b14, label %b4987, !prof !0
b4987:
  %v4988 = getelementptr inbounds i64, ptr %tape, i64 4
  %v4989 = load ptr, ptr %v4988, align 8
  store ptr %v4989, ptr %tape.base
  %v4990 = getelementptr inbounds i64, ptr %tape, i64 5
  %v4991 = load ptr, ptr %v4990, align 8
  store ptr %v4991, ptr %tape.top
  %v4992 = getelementptr inbounds i64, ptr %tape, i64 6
  %v4993 = load ptr, ptr %v4992, align 8
  store ptr %v4993, ptr %tape.end
  br label %b4982
b4982:
  %v4994 = load ptr, ptr %tape.top
  %v4995 = getelementptr i8, ptr %v4994, i64 -8
  store ptr %v4995, ptr %tape.top
  %v4996 = load i64, ptr %v4995, align 1, !alias.scope !78, !noalias !79
  store i64 %v4996, ptr %r760
  %v4997 = load i64, ptr %r12
  %v4998 = sub i64 %v4997, 1
  %v4999 = load i64, ptr %r760
  %v5000 = sub i64 %v4999, 1
  %v5005 = icmp sgt i64 %v4998, %v5000
  br i1 %v5005, label %b5006, label %b5004
b5006:
  br label %b5001
b5001:
  %v5007 = phi i64 [ %v4998, %b5006 ], [ %v5008, %b5003 ]
  store i64 %v5007, ptr %r594
  %v5009 = sub i64 0, 0
  %v5010 = icmp sgt i64 %v5009, 0
  %v5011 = select i1 %v5010, i64 %v5009, i64 0
  store i64 %v5011, ptr %r608
  %v5012 = mul i64 0, 2
  store i64 %v5012, ptr %r610
  %v5013 = load i64, ptr %r610
  %v5014 = load i64, ptr %r608
  %v5015 = add i64 %v5013, %v5014
  %v5016 = mul i64 %v5015, 8
  %v5017 = add i64 %v5016, 7
  %v5018 = sdiv i64 %v5017, 8
  store i64 %v5018, ptr %r612
  %v5019 = load i64, ptr %r612
  %v5020 = load ptr, ptr %tape.top
  %v5021 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5020, ptr %v5021, align 8
  %v5022 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v5019, i64 8)
  %v5023 = icmp eq ptr %v5022, null
  br i1 %v5023, label %b14, label %b5024, !prof !0
b5024:
  %v5025 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5026 = load ptr, ptr %v5025, align 8
  store ptr %v5026, ptr %tape.base
  %v5027 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5028 = load ptr, ptr %v5027, align 8
  store ptr %v5028, ptr %tape.top
  %v5029 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5030 = load ptr, ptr %v5029, align 8
  store ptr %v5030, ptr %tape.end
  store ptr %v5022, ptr %r614
  %v5031 = sub i64 0, 1
  %v5032 = sub i64 0, 1
  %v5037 = icmp sgt i64 %v5031, %v5032
  br i1 %v5037, label %b5038, label %b5036
b5038:
  br label %b5033
b5033:
  %v5039 = phi i64 [ %v5031, %b5038 ], [ %v5040, %b5035 ]
  store i64 %v5039, ptr %r616
  %v5041 = load i64, ptr %r610
  %v5042 = load i64, ptr %r616
  %v5043 = add i64 %v5041, %v5042
  %v5044 = load ptr, ptr %r614
  %v5045 = getelementptr inbounds double, ptr %v5044, i64 %v5043
  %v5046 = load double, ptr %v5045, align 8, !alias.scope !78, !noalias !79
  store double %v5046, ptr %r762
  %v5047 = load i64, ptr %r12
  %v5048 = load i64, ptr %r594
  %v5049 = mul i64 %v5047, %v5048
  %v5050 = load i64, ptr %r616
  %v5051 = add i64 %v5049, %v5050
  %v5052 = load double, ptr %r762
  %v5053 = load ptr, ptr %r522
  %v5054 = getelementptr inbounds double, ptr %v5053, i64 %v5051
  store double %v5052, ptr %v5054, align 8, !alias.scope !156, !noalias !157
  %v5055 = load i64, ptr %r12
  %v5056 = load i64, ptr %r594
  %v5057 = mul i64 %v5055, %v5056
  %v5058 = load i64, ptr %r616
  %v5059 = add i64 %v5057, %v5058
  store i64 %v5059, ptr %r764
  %v5060 = load i64, ptr %r764
  %v5061 = load ptr, ptr %r728
  %v5062 = getelementptr inbounds double, ptr %v5061, i64 %v5060
  %v5063 = load double, ptr %v5062, align 8, !alias.scope !164, !noalias !165
  store double %v5063, ptr %r766
  %v5064 = load i64, ptr %r12
  %v5065 = load i64, ptr %r594
  %v5066 = mul i64 %v5064, %v5065
  store i64 %v5066, ptr %r768
  %v5067 = load i64, ptr %r768
  %v5068 = load i64, ptr %r616
  %v5069 = add i64 %v5067, %v5068
  store i64 %v5069, ptr %r770
  %v5070 = load i64, ptr %r12
  %v5071 = load i64, ptr %r59
  %v5072 = mul i64 %v5070, %v5071
  store i64 %v5072, ptr %r772
  %v5073 = load i64, ptr %r772
  %v5074 = load i64, ptr %r616
  %v5075 = add i64 %v5073, %v5074
  store i64 %v5075, ptr %r774
  %v5076 = load i64, ptr %r774
  %v5077 = load ptr, ptr %r522
  %v5078 = getelementptr inbounds double, ptr %v5077, i64 %v5076
  %v5079 = load double, ptr %v5078, align 8, !alias.scope !156, !noalias !157
  store double %v5079, ptr %r776
  %v5080 = load double, ptr %r766
  %v5081 = fneg double %v5080
  store double %v5081, ptr %r778
  %v5082 = load double, ptr %r778
  %v5083 = load double, ptr %r776
  %v5084 = fmul double %v5082, %v5083
  store double %v5084, ptr %r780
  %v5085 = load double, ptr %r778
  %v5086 = load double, ptr %r63
  %v5087 = fmul double %v5085, %v5086
  store double %v5087, ptr %r782
  %v5088 = load double, ptr %r681
  %v5089 = load double, ptr %r780
  %v5090 = fadd double %v5088, %v5089
  store double %v5090, ptr %r681
  %v5091 = load i64, ptr %r774
  %v5092 = load i64, ptr %r774
  %v5093 = load ptr, ptr %r728
  %v5094 = getelementptr inbounds double, ptr %v5093, i64 %v5092
  %v5095 = load double, ptr %v5094, align 8, !alias.scope !164, !noalias !165
  %v5096 = load double, ptr %r782
  %v5097 = fadd double %v5095, %v5096
  %v5098 = load ptr, ptr %r728
  %v5099 = getelementptr inbounds double, ptr %v5098, i64 %v5091
  store double %v5097, ptr %v5099, align 8, !alias.scope !164, !noalias !165
  br label %b5034
b5034:
  br label %b5035
b5035:
  %v5040 = add nsw i64 %v5039, -1
  %v5100 = icmp sgt i64 %v5040, %v5032
  br i1 %v5100, label %b5033, label %b5036, !llvm.loop !319
b5036:
  %v5101 = load ptr, ptr %tape.base
  %v5102 = ptrtoint ptr %v5101 to i64
  %v5103 = load ptr, ptr %tape.top
  %v5104 = ptrtoint ptr %v5103 to i64
  %v5105 = sub i64 %v5104, %v5102
  %v5106 = icmp slt i64 %v5105, 8
  br i1 %v5106, label %b5107, label %b5108, !prof !0
b5107:
  %v5109 = load ptr, ptr %tape.top
  %v5110 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5109, ptr %v5110, align 8
  %v5111 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5112 = icmp eq i64 %v5111, 0
  br i1 %v5112, label %b14, label %b5113, !prof !0
b5113:
  %v5114 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5115 = load ptr, ptr %v5114, align 8
  store ptr %v5115, ptr %tape.base
  %v5116 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5117 = load ptr, ptr %v5116, align 8
  store ptr %v5117, ptr %tape.top
  %v5118 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5119 = load ptr, ptr %v5118, align 8
  store ptr %v5119, ptr %tape.end
  br label %b5108
b5108:
  %v5120 = load ptr, ptr %tape.top
  %v5121 = getelementptr i8, ptr %v5120, i64 -8
  store ptr %v5121, ptr %tape.top
  %v5122 = load i64, ptr %v5121, align 1, !alias.scope !78, !noalias !79
  store i64 %v5122, ptr %r784
  %v5123 = load i64, ptr %r12
  %v5124 = load i64, ptr %r784
  %v5125 = sub i64 %v5123, %v5124
  %v5126 = icmp sgt i64 %v5125, 0
  %v5127 = select i1 %v5126, i64 %v5125, i64 0
  store i64 %v5127, ptr %r598
  %v5128 = mul i64 0, 2
  store i64 %v5128, ptr %r600
  %v5129 = load i64, ptr %r600
  %v5130 = load i64, ptr %r598
  %v5131 = add i64 %v5129, %v5130
  %v5132 = mul i64 %v5131, 8
  %v5133 = add i64 %v5132, 7
  %v5134 = sdiv i64 %v5133, 8
  store i64 %v5134, ptr %r602
  %v5135 = load i64, ptr %r602
  %v5136 = load ptr, ptr %tape.top
  %v5137 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5136, ptr %v5137, align 8
  %v5138 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v5135, i64 8)
  %v5139 = icmp eq ptr %v5138, null
  br i1 %v5139, label %b14, label %b5140, !prof !0
b5140:
  %v5141 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5142 = load ptr, ptr %v5141, align 8
  store ptr %v5142, ptr %tape.base
  %v5143 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5144 = load ptr, ptr %v5143, align 8
  store ptr %v5144, ptr %tape.top
  %v5145 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5146 = load ptr, ptr %v5145, align 8
  store ptr %v5146, ptr %tape.end
  store ptr %v5138, ptr %r604
  %v5147 = load i64, ptr %r12
  %v5148 = sub i64 %v5147, 1
  %v5149 = load i64, ptr %r784
  %v5150 = sub i64 %v5149, 1
  %v5155 = icmp sgt i64 %v5148, %v5150
  br i1 %v5155, label %b5156, label %b5154
b5156:
  br label %b5151
b5151:
  %v5157 = phi i64 [ %v5148, %b5156 ], [ %v5158, %b5153 ]
  store i64 %v5157, ptr %r606
  %v5159 = load i64, ptr %r600
  %v5160 = load i64, ptr %r606
  %v5161 = load i64, ptr %r784
  %v5162 = sub i64 %v5160, %v5161
  %v5163 = add i64 %v5159, %v5162
  %v5164 = load ptr, ptr %r604
  %v5165 = getelementptr inbounds double, ptr %v5164, i64 %v5163
  %v5166 = load double, ptr %v5165, align 8, !alias.scope !78, !noalias !79
  store double %v5166, ptr %r786
  %v5167 = load i64, ptr %r12
  %v5168 = load i64, ptr %r594
  %v5169 = mul i64 %v5167, %v5168
  %v5170 = load i64, ptr %r606
  %v5171 = add i64 %v5169, %v5170
  %v5172 = load double, ptr %r786
  %v5173 = load ptr, ptr %r522
  %v5174 = getelementptr inbounds double, ptr %v5173, i64 %v5171
  store double %v5172, ptr %v5174, align 8, !alias.scope !156, !noalias !157
  %v5175 = load i64, ptr %r12
  %v5176 = load i64, ptr %r594
  %v5177 = mul i64 %v5175, %v5176
  %v5178 = load i64, ptr %r606
  %v5179 = add i64 %v5177, %v5178
  store i64 %v5179, ptr %r788
  %v5180 = load i64, ptr %r788
  %v5181 = load ptr, ptr %r728
  %v5182 = getelementptr inbounds double, ptr %v5181, i64 %v5180
  %v5183 = load double, ptr %v5182, align 8, !alias.scope !164, !noalias !165
  store double %v5183, ptr %r790
  %v5184 = load i64, ptr %r12
  %v5185 = load i64, ptr %r594
  %v5186 = mul i64 %v5184, %v5185
  store i64 %v5186, ptr %r792
  %v5187 = load i64, ptr %r792
  %v5188 = load i64, ptr %r606
  %v5189 = add i64 %v5187, %v5188
  store i64 %v5189, ptr %r794
  %v5190 = load i64, ptr %r12
  %v5191 = load i64, ptr %r59
  %v5192 = mul i64 %v5190, %v5191
  store i64 %v5192, ptr %r796
  %v5193 = load i64, ptr %r796
  %v5194 = load i64, ptr %r606
  %v5195 = add i64 %v5193, %v5194
  store i64 %v5195, ptr %r798
  %v5196 = load i64, ptr %r798
  %v5197 = load ptr, ptr %r522
  %v5198 = getelementptr inbounds double, ptr %v5197, i64 %v5196
  %v5199 = load double, ptr %v5198, align 8, !alias.scope !156, !noalias !157
  store double %v5199, ptr %r800
  %v5200 = load double, ptr %r790
  %v5201 = fneg double %v5200
  store double %v5201, ptr %r802
  %v5202 = load double, ptr %r802
  %v5203 = load double, ptr %r800
  %v5204 = fmul double %v5202, %v5203
  store double %v5204, ptr %r804
  %v5205 = load double, ptr %r802
  %v5206 = load double, ptr %r63
  %v5207 = fmul double %v5205, %v5206
  store double %v5207, ptr %r806
  %v5208 = load double, ptr %r681
  %v5209 = load double, ptr %r804
  %v5210 = fadd double %v5208, %v5209
  store double %v5210, ptr %r681
  %v5211 = load i64, ptr %r798
  %v5212 = load i64, ptr %r798
  %v5213 = load ptr, ptr %r728
  %v5214 = getelementptr inbounds double, ptr %v5213, i64 %v5212
  %v5215 = load double, ptr %v5214, align 8, !alias.scope !164, !noalias !165
  %v5216 = load double, ptr %r806
  %v5217 = fadd double %v5215, %v5216
  %v5218 = load ptr, ptr %r728
  %v5219 = getelementptr inbounds double, ptr %v5218, i64 %v5211
  store double %v5217, ptr %v5219, align 8, !alias.scope !164, !noalias !165
  br label %b5152
b5152:
  br label %b5153
b5153:
  %v5158 = add nsw i64 %v5157, -1
  %v5220 = icmp sgt i64 %v5158, %v5150
  br i1 %v5220, label %b5151, label %b5154, !llvm.loop !320
b5154:
  %v5221 = load ptr, ptr %tape.base
  %v5222 = ptrtoint ptr %v5221 to i64
  %v5223 = load ptr, ptr %tape.top
  %v5224 = ptrtoint ptr %v5223 to i64
  %v5225 = sub i64 %v5224, %v5222
  %v5226 = icmp slt i64 %v5225, 8
  br i1 %v5226, label %b5227, label %b5228, !prof !0
b5227:
  %v5229 = load ptr, ptr %tape.top
  %v5230 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5229, ptr %v5230, align 8
  %v5231 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5232 = icmp eq i64 %v5231, 0
  br i1 %v5232, label %b14, label %b5233, !prof !0
b5233:
  %v5234 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5235 = load ptr, ptr %v5234, align 8
  store ptr %v5235, ptr %tape.base
  %v5236 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5237 = load ptr, ptr %v5236, align 8
  store ptr %v5237, ptr %tape.top
  %v5238 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5239 = load ptr, ptr %v5238, align 8
  store ptr %v5239, ptr %tape.end
  br label %b5228
b5228:
  %v5240 = load ptr, ptr %tape.top
  %v5241 = getelementptr i8, ptr %v5240, i64 -8
  store ptr %v5241, ptr %tape.top
  %v5242 = load double, ptr %v5241, align 1, !alias.scope !78, !noalias !79
  store double %v5242, ptr %r63
  %v5243 = load double, ptr %r681
  store double %v5243, ptr %r808
  store double 0x0000000000000000, ptr %r681
  %v5244 = load i64, ptr %r12
  %v5245 = load i64, ptr %r594
  %v5246 = mul i64 %v5244, %v5245
  store i64 %v5246, ptr %r810
  %v5247 = load i64, ptr %r810
  %v5248 = load i64, ptr %r59
  %v5249 = add i64 %v5247, %v5248
  store i64 %v5249, ptr %r812
  %v5250 = load i64, ptr %r812
  %v5251 = load ptr, ptr %r522
  %v5252 = getelementptr inbounds double, ptr %v5251, i64 %v5250
  %v5253 = load double, ptr %v5252, align 8, !alias.scope !156, !noalias !157
  store double %v5253, ptr %r814
  %v5254 = load i64, ptr %r12
  %v5255 = load i64, ptr %r59
  %v5256 = mul i64 %v5254, %v5255
  store i64 %v5256, ptr %r816
  %v5257 = load i64, ptr %r816
  %v5258 = load i64, ptr %r59
  %v5259 = add i64 %v5257, %v5258
  store i64 %v5259, ptr %r818
  %v5260 = load i64, ptr %r818
  %v5261 = load ptr, ptr %r522
  %v5262 = getelementptr inbounds double, ptr %v5261, i64 %v5260
  %v5263 = load double, ptr %v5262, align 8, !alias.scope !156, !noalias !157
  store double %v5263, ptr %r820
  %v5264 = load double, ptr %r814
  %v5265 = load double, ptr %r820
  %v5266 = fdiv double %v5264, %v5265
  store double %v5266, ptr %r822
  %v5267 = load double, ptr %r808
  %v5268 = load double, ptr %r820
  %v5269 = fdiv double %v5267, %v5268
  store double %v5269, ptr %r824
  %v5270 = load double, ptr %r808
  %v5271 = load double, ptr %r820
  %v5272 = fdiv double %v5270, %v5271
  %v5273 = load double, ptr %r822
  %v5274 = fmul double %v5272, %v5273
  %v5275 = fneg double %v5274
  store double %v5275, ptr %r826
  %v5276 = load i64, ptr %r812
  %v5277 = load i64, ptr %r812
  %v5278 = load ptr, ptr %r728
  %v5279 = getelementptr inbounds double, ptr %v5278, i64 %v5277
  %v5280 = load double, ptr %v5279, align 8, !alias.scope !164, !noalias !165
  %v5281 = load double, ptr %r824
  %v5282 = fadd double %v5280, %v5281
  %v5283 = load ptr, ptr %r728
  %v5284 = getelementptr inbounds double, ptr %v5283, i64 %v5276
  store double %v5282, ptr %v5284, align 8, !alias.scope !164, !noalias !165
  %v5285 = load i64, ptr %r818
  %v5286 = load i64, ptr %r818
  %v5287 = load ptr, ptr %r728
  %v5288 = getelementptr inbounds double, ptr %v5287, i64 %v5286
  %v5289 = load double, ptr %v5288, align 8, !alias.scope !164, !noalias !165
  %v5290 = load double, ptr %r826
  %v5291 = fadd double %v5289, %v5290
  %v5292 = load ptr, ptr %r728
  %v5293 = getelementptr inbounds double, ptr %v5292, i64 %v5285
  store double %v5291, ptr %v5293, align 8, !alias.scope !164, !noalias !165
  br label %b5002
b5002:
  br label %b5003
b5003:
  %v5008 = add nsw i64 %v5007, -1
  %v5294 = icmp sgt i64 %v5008, %v5000
  br i1 %v5294, label %b5001, label %b5004, !llvm.loop !321
b5004:
  %v5295 = load i1, ptr %r558
  br i1 %v5295, label %b5296, label %b5298
b5296:
  %v5299 = sub i64 0, 0
  %v5300 = icmp sgt i64 %v5299, 0
  %v5301 = select i1 %v5300, i64 %v5299, i64 0
  store i64 %v5301, ptr %r576
  %v5302 = mul i64 0, 2
  store i64 %v5302, ptr %r578
  %v5303 = load i64, ptr %r578
  %v5304 = load i64, ptr %r576
  %v5305 = add i64 %v5303, %v5304
  store i64 %v5305, ptr %r580
  %v5306 = load i64, ptr %r580
  %v5307 = load i64, ptr %r576
  %v5308 = add i64 %v5306, %v5307
  %v5309 = mul i64 %v5308, 8
  %v5310 = add i64 %v5309, 7
  %v5311 = sdiv i64 %v5310, 8
  store i64 %v5311, ptr %r582
  %v5312 = load i64, ptr %r582
  %v5313 = load ptr, ptr %tape.top
  %v5314 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5313, ptr %v5314, align 8
  %v5315 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v5312, i64 8)
  %v5316 = icmp eq ptr %v5315, null
  br i1 %v5316, label %b14, label %b5317, !prof !0
b5317:
  %v5318 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5319 = load ptr, ptr %v5318, align 8
  store ptr %v5319, ptr %tape.base
  %v5320 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5321 = load ptr, ptr %v5320, align 8
  store ptr %v5321, ptr %tape.top
  %v5322 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5323 = load ptr, ptr %v5322, align 8
  store ptr %v5323, ptr %tape.end
  store ptr %v5315, ptr %r584
  %v5324 = sub i64 0, 1
  %v5325 = sub i64 0, 1
  %v5330 = icmp sgt i64 %v5324, %v5325
  br i1 %v5330, label %b5331, label %b5329
b5331:
  br label %b5326
b5326:
  %v5332 = phi i64 [ %v5324, %b5331 ], [ %v5333, %b5328 ]
  store i64 %v5332, ptr %r586
  %v5334 = load i64, ptr %r580
  %v5335 = load i64, ptr %r586
  %v5336 = add i64 %v5334, %v5335
  %v5337 = load ptr, ptr %r584
  %v5338 = getelementptr inbounds double, ptr %v5337, i64 %v5336
  %v5339 = load double, ptr %v5338, align 8, !alias.scope !78, !noalias !79
  store double %v5339, ptr %r828
  %v5340 = load i64, ptr %r12
  %v5341 = load i64, ptr %r61
  %v5342 = mul i64 %v5340, %v5341
  %v5343 = load i64, ptr %r586
  %v5344 = add i64 %v5342, %v5343
  %v5345 = load double, ptr %r828
  %v5346 = load ptr, ptr %r522
  %v5347 = getelementptr inbounds double, ptr %v5346, i64 %v5344
  store double %v5345, ptr %v5347, align 8, !alias.scope !156, !noalias !157
  %v5348 = load i64, ptr %r12
  %v5349 = load i64, ptr %r61
  %v5350 = mul i64 %v5348, %v5349
  %v5351 = load i64, ptr %r586
  %v5352 = add i64 %v5350, %v5351
  store i64 %v5352, ptr %r830
  %v5353 = load i64, ptr %r830
  %v5354 = load ptr, ptr %r728
  %v5355 = getelementptr inbounds double, ptr %v5354, i64 %v5353
  %v5356 = load double, ptr %v5355, align 8, !alias.scope !164, !noalias !165
  store double %v5356, ptr %r832
  %v5357 = load i64, ptr %r830
  %v5358 = load ptr, ptr %r728
  %v5359 = getelementptr inbounds double, ptr %v5358, i64 %v5357
  store double 0x0000000000000000, ptr %v5359, align 8, !alias.scope !164, !noalias !165
  %v5360 = load double, ptr %r679
  %v5361 = load double, ptr %r832
  %v5362 = fadd double %v5360, %v5361
  store double %v5362, ptr %r679
  %v5363 = load i64, ptr %r578
  %v5364 = load i64, ptr %r586
  %v5365 = add i64 %v5363, %v5364
  %v5366 = load ptr, ptr %r584
  %v5367 = getelementptr inbounds double, ptr %v5366, i64 %v5365
  %v5368 = load double, ptr %v5367, align 8, !alias.scope !78, !noalias !79
  store double %v5368, ptr %r834
  %v5369 = load i64, ptr %r12
  %v5370 = load i64, ptr %r59
  %v5371 = mul i64 %v5369, %v5370
  %v5372 = load i64, ptr %r586
  %v5373 = add i64 %v5371, %v5372
  %v5374 = load double, ptr %r834
  %v5375 = load ptr, ptr %r522
  %v5376 = getelementptr inbounds double, ptr %v5375, i64 %v5373
  store double %v5374, ptr %v5376, align 8, !alias.scope !156, !noalias !157
  %v5377 = load i64, ptr %r12
  %v5378 = load i64, ptr %r59
  %v5379 = mul i64 %v5377, %v5378
  %v5380 = load i64, ptr %r586
  %v5381 = add i64 %v5379, %v5380
  store i64 %v5381, ptr %r836
  %v5382 = load i64, ptr %r836
  %v5383 = load ptr, ptr %r728
  %v5384 = getelementptr inbounds double, ptr %v5383, i64 %v5382
  %v5385 = load double, ptr %v5384, align 8, !alias.scope !164, !noalias !165
  store double %v5385, ptr %r838
  %v5386 = load i64, ptr %r836
  %v5387 = load ptr, ptr %r728
  %v5388 = getelementptr inbounds double, ptr %v5387, i64 %v5386
  store double 0x0000000000000000, ptr %v5388, align 8, !alias.scope !164, !noalias !165
  %v5389 = load i64, ptr %r12
  %v5390 = load i64, ptr %r61
  %v5391 = mul i64 %v5389, %v5390
  store i64 %v5391, ptr %r840
  %v5392 = load i64, ptr %r840
  %v5393 = load i64, ptr %r586
  %v5394 = add i64 %v5392, %v5393
  store i64 %v5394, ptr %r842
  %v5395 = load i64, ptr %r842
  %v5396 = load i64, ptr %r842
  %v5397 = load ptr, ptr %r728
  %v5398 = getelementptr inbounds double, ptr %v5397, i64 %v5396
  %v5399 = load double, ptr %v5398, align 8, !alias.scope !164, !noalias !165
  %v5400 = load double, ptr %r838
  %v5401 = fadd double %v5399, %v5400
  %v5402 = load ptr, ptr %r728
  %v5403 = getelementptr inbounds double, ptr %v5402, i64 %v5395
  store double %v5401, ptr %v5403, align 8, !alias.scope !164, !noalias !165
  %v5404 = load double, ptr %r679
  store double %v5404, ptr %r844
  store double 0x0000000000000000, ptr %r679
  %v5405 = load i64, ptr %r12
  %v5406 = load i64, ptr %r59
  %v5407 = mul i64 %v5405, %v5406
  store i64 %v5407, ptr %r846
  %v5408 = load i64, ptr %r846
  %v5409 = load i64, ptr %r586
  %v5410 = add i64 %v5408, %v5409
  store i64 %v5410, ptr %r848
  %v5411 = load i64, ptr %r848
  %v5412 = load i64, ptr %r848
  %v5413 = load ptr, ptr %r728
  %v5414 = getelementptr inbounds double, ptr %v5413, i64 %v5412
  %v5415 = load double, ptr %v5414, align 8, !alias.scope !164, !noalias !165
  %v5416 = load double, ptr %r844
  %v5417 = fadd double %v5415, %v5416
  %v5418 = load ptr, ptr %r728
  %v5419 = getelementptr inbounds double, ptr %v5418, i64 %v5411
  store double %v5417, ptr %v5419, align 8, !alias.scope !164, !noalias !165
  br label %b5327
b5327:
  br label %b5328
b5328:
  %v5333 = add nsw i64 %v5332, -1
  %v5420 = icmp sgt i64 %v5333, %v5325
  br i1 %v5420, label %b5326, label %b5329, !llvm.loop !322
b5329:
  %v5421 = load ptr, ptr %tape.base
  %v5422 = ptrtoint ptr %v5421 to i64
  %v5423 = load ptr, ptr %tape.top
  %v5424 = ptrtoint ptr %v5423 to i64
  %v5425 = sub i64 %v5424, %v5422
  %v5426 = icmp slt i64 %v5425, 8
  br i1 %v5426, label %b5427, label %b5428, !prof !0
b5427:
  %v5429 = load ptr, ptr %tape.top
  %v5430 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5429, ptr %v5430, align 8
  %v5431 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5432 = icmp eq i64 %v5431, 0
  br i1 %v5432, label %b14, label %b5433, !prof !0
b5433:
  %v5434 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5435 = load ptr, ptr %v5434, align 8
  store ptr %v5435, ptr %tape.base
  %v5436 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5437 = load ptr, ptr %v5436, align 8
  store ptr %v5437, ptr %tape.top
  %v5438 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5439 = load ptr, ptr %v5438, align 8
  store ptr %v5439, ptr %tape.end
  br label %b5428
b5428:
  %v5440 = load ptr, ptr %tape.top
  %v5441 = getelementptr i8, ptr %v5440, i64 -8
  store ptr %v5441, ptr %tape.top
  %v5442 = load i64, ptr %v5441, align 1, !alias.scope !78, !noalias !79
  store i64 %v5442, ptr %r850
  %v5443 = load i64, ptr %r12
  %v5444 = load i64, ptr %r850
  %v5445 = sub i64 %v5443, %v5444
  %v5446 = icmp sgt i64 %v5445, 0
  %v5447 = select i1 %v5446, i64 %v5445, i64 0
  store i64 %v5447, ptr %r562
  %v5448 = mul i64 0, 2
  store i64 %v5448, ptr %r564
  %v5449 = load i64, ptr %r564
  %v5450 = load i64, ptr %r562
  %v5451 = add i64 %v5449, %v5450
  store i64 %v5451, ptr %r566
  %v5452 = load i64, ptr %r566
  %v5453 = load i64, ptr %r562
  %v5454 = add i64 %v5452, %v5453
  %v5455 = mul i64 %v5454, 8
  %v5456 = add i64 %v5455, 7
  %v5457 = sdiv i64 %v5456, 8
  store i64 %v5457, ptr %r568
  %v5458 = load i64, ptr %r568
  %v5459 = load ptr, ptr %tape.top
  %v5460 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5459, ptr %v5460, align 8
  %v5461 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v5458, i64 8)
  %v5462 = icmp eq ptr %v5461, null
  br i1 %v5462, label %b14, label %b5463, !prof !0
b5463:
  %v5464 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5465 = load ptr, ptr %v5464, align 8
  store ptr %v5465, ptr %tape.base
  %v5466 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5467 = load ptr, ptr %v5466, align 8
  store ptr %v5467, ptr %tape.top
  %v5468 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5469 = load ptr, ptr %v5468, align 8
  store ptr %v5469, ptr %tape.end
  store ptr %v5461, ptr %r570
  %v5470 = load i64, ptr %r12
  %v5471 = sub i64 %v5470, 1
  %v5472 = load i64, ptr %r850
  %v5473 = sub i64 %v5472, 1
  %v5478 = icmp sgt i64 %v5471, %v5473
  br i1 %v5478, label %b5479, label %b5477
b5479:
  br label %b5474
b5474:
  %v5480 = phi i64 [ %v5471, %b5479 ], [ %v5481, %b5476 ]
  store i64 %v5480, ptr %r572
  %v5482 = load i64, ptr %r566
  %v5483 = load i64, ptr %r572
  %v5484 = load i64, ptr %r850
  %v5485 = sub i64 %v5483, %v5484
  %v5486 = add i64 %v5482, %v5485
  %v5487 = load ptr, ptr %r570
  %v5488 = getelementptr inbounds double, ptr %v5487, i64 %v5486
  %v5489 = load double, ptr %v5488, align 8, !alias.scope !78, !noalias !79
  store double %v5489, ptr %r852
  %v5490 = load i64, ptr %r12
  %v5491 = load i64, ptr %r61
  %v5492 = mul i64 %v5490, %v5491
  %v5493 = load i64, ptr %r572
  %v5494 = add i64 %v5492, %v5493
  %v5495 = load double, ptr %r852
  %v5496 = load ptr, ptr %r522
  %v5497 = getelementptr inbounds double, ptr %v5496, i64 %v5494
  store double %v5495, ptr %v5497, align 8, !alias.scope !156, !noalias !157
  %v5498 = load i64, ptr %r12
  %v5499 = load i64, ptr %r61
  %v5500 = mul i64 %v5498, %v5499
  %v5501 = load i64, ptr %r572
  %v5502 = add i64 %v5500, %v5501
  store i64 %v5502, ptr %r854
  %v5503 = load i64, ptr %r854
  %v5504 = load ptr, ptr %r728
  %v5505 = getelementptr inbounds double, ptr %v5504, i64 %v5503
  %v5506 = load double, ptr %v5505, align 8, !alias.scope !164, !noalias !165
  store double %v5506, ptr %r856
  %v5507 = load i64, ptr %r854
  %v5508 = load ptr, ptr %r728
  %v5509 = getelementptr inbounds double, ptr %v5508, i64 %v5507
  store double 0x0000000000000000, ptr %v5509, align 8, !alias.scope !164, !noalias !165
  %v5510 = load double, ptr %r677
  %v5511 = load double, ptr %r856
  %v5512 = fadd double %v5510, %v5511
  store double %v5512, ptr %r677
  %v5513 = load i64, ptr %r564
  %v5514 = load i64, ptr %r572
  %v5515 = load i64, ptr %r850
  %v5516 = sub i64 %v5514, %v5515
  %v5517 = add i64 %v5513, %v5516
  %v5518 = load ptr, ptr %r570
  %v5519 = getelementptr inbounds double, ptr %v5518, i64 %v5517
  %v5520 = load double, ptr %v5519, align 8, !alias.scope !78, !noalias !79
  store double %v5520, ptr %r858
  %v5521 = load i64, ptr %r12
  %v5522 = load i64, ptr %r59
  %v5523 = mul i64 %v5521, %v5522
  %v5524 = load i64, ptr %r572
  %v5525 = add i64 %v5523, %v5524
  %v5526 = load double, ptr %r858
  %v5527 = load ptr, ptr %r522
  %v5528 = getelementptr inbounds double, ptr %v5527, i64 %v5525
  store double %v5526, ptr %v5528, align 8, !alias.scope !156, !noalias !157
  %v5529 = load i64, ptr %r12
  %v5530 = load i64, ptr %r59
  %v5531 = mul i64 %v5529, %v5530
  %v5532 = load i64, ptr %r572
  %v5533 = add i64 %v5531, %v5532
  store i64 %v5533, ptr %r860
  %v5534 = load i64, ptr %r860
  %v5535 = load ptr, ptr %r728
  %v5536 = getelementptr inbounds double, ptr %v5535, i64 %v5534
  %v5537 = load double, ptr %v5536, align 8, !alias.scope !164, !noalias !165
  store double %v5537, ptr %r862
  %v5538 = load i64, ptr %r860
  %v5539 = load ptr, ptr %r728
  %v5540 = getelementptr inbounds double, ptr %v5539, i64 %v5538
  store double 0x0000000000000000, ptr %v5540, align 8, !alias.scope !164, !noalias !165
  %v5541 = load i64, ptr %r12
  %v5542 = load i64, ptr %r61
  %v5543 = mul i64 %v5541, %v5542
  store i64 %v5543, ptr %r864
  %v5544 = load i64, ptr %r864
  %v5545 = load i64, ptr %r572
  %v5546 = add i64 %v5544, %v5545
  store i64 %v5546, ptr %r866
  %v5547 = load i64, ptr %r866
  %v5548 = load i64, ptr %r866
  %v5549 = load ptr, ptr %r728
  %v5550 = getelementptr inbounds double, ptr %v5549, i64 %v5548
  %v5551 = load double, ptr %v5550, align 8, !alias.scope !164, !noalias !165
  %v5552 = load double, ptr %r862
  %v5553 = fadd double %v5551, %v5552
  %v5554 = load ptr, ptr %r728
  %v5555 = getelementptr inbounds double, ptr %v5554, i64 %v5547
  store double %v5553, ptr %v5555, align 8, !alias.scope !164, !noalias !165
  %v5556 = load double, ptr %r677
  store double %v5556, ptr %r868
  store double 0x0000000000000000, ptr %r677
  %v5557 = load i64, ptr %r12
  %v5558 = load i64, ptr %r59
  %v5559 = mul i64 %v5557, %v5558
  store i64 %v5559, ptr %r870
  %v5560 = load i64, ptr %r870
  %v5561 = load i64, ptr %r572
  %v5562 = add i64 %v5560, %v5561
  store i64 %v5562, ptr %r872
  %v5563 = load i64, ptr %r872
  %v5564 = load i64, ptr %r872
  %v5565 = load ptr, ptr %r728
  %v5566 = getelementptr inbounds double, ptr %v5565, i64 %v5564
  %v5567 = load double, ptr %v5566, align 8, !alias.scope !164, !noalias !165
  %v5568 = load double, ptr %r868
  %v5569 = fadd double %v5567, %v5568
  %v5570 = load ptr, ptr %r728
  %v5571 = getelementptr inbounds double, ptr %v5570, i64 %v5563
  store double %v5569, ptr %v5571, align 8, !alias.scope !164, !noalias !165
  br label %b5475
b5475:
  br label %b5476
b5476:
  %v5481 = add nsw i64 %v5480, -1
  %v5572 = icmp sgt i64 %v5481, %v5473
  br i1 %v5572, label %b5474, label %b5477, !llvm.loop !323
b5477:
  br label %b5298
b5298:
  br label %b4971
b4971:
  %v5573 = load ptr, ptr %tape.base
  %v5574 = ptrtoint ptr %v5573 to i64
  %v5575 = load ptr, ptr %tape.top
  %v5576 = ptrtoint ptr %v5575 to i64
  %v5577 = sub i64 %v5576, %v5574
  %v5578 = icmp slt i64 %v5577, 8
  br i1 %v5578, label %b5579, label %b5580, !prof !0
b5579:
  %v5581 = load ptr, ptr %tape.top
  %v5582 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5581, ptr %v5582, align 8
  %v5583 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5584 = icmp eq i64 %v5583, 0
  br i1 %v5584, label %b14, label %b5585, !prof !0
b5585:
  %v5586 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5587 = load ptr, ptr %v5586, align 8
  store ptr %v5587, ptr %tape.base
  %v5588 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5589 = load ptr, ptr %v5588, align 8
  store ptr %v5589, ptr %tape.top
  %v5590 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5591 = load ptr, ptr %v5590, align 8
  store ptr %v5591, ptr %tape.end
  br label %b5580
b5580:
  %v5592 = load ptr, ptr %tape.top
  %v5593 = getelementptr i8, ptr %v5592, i64 -8
  store ptr %v5593, ptr %tape.top
  %v5594 = load i64, ptr %v5593, align 1, !alias.scope !78, !noalias !79
  store i64 %v5594, ptr %r61
  br label %b4900
b4900:
  %v5595 = and i64 %v4905, 15
  %v5596 = icmp eq i64 %v5595, 15
  br i1 %v5596, label %b5597, label %b5598, !prof !0
b5598:
  br label %b4901
b4901:
  %v4906 = add nsw i64 %v4905, 1
  %v5601 = icmp slt i64 %v4906, %v4898
  br i1 %v5601, label %b4899, label %b4902, !llvm.loop !324
b4902:
  br label %b4869
b4869:
  %v5602 = and i64 %v4874, 15
  %v5603 = icmp eq i64 %v5602, 15
  br i1 %v5603, label %b5604, label %b5605, !prof !0
b5605:
  br label %b4870
b4870:
  %v4875 = add nsw i64 %v4874, 1
  %v5608 = icmp slt i64 %v4875, %v4867
  br i1 %v5608, label %b4868, label %b4871, !llvm.loop !325
b4871:
  %v5609 = load ptr, ptr %tape.base
  %v5610 = ptrtoint ptr %v5609 to i64
  %v5611 = load ptr, ptr %tape.top
  %v5612 = ptrtoint ptr %v5611 to i64
  %v5613 = sub i64 %v5612, %v5610
  %v5614 = icmp slt i64 %v5613, 8
  br i1 %v5614, label %b5615, label %b5616, !prof !0
b5615:
  %v5617 = load ptr, ptr %tape.top
  %v5618 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5617, ptr %v5618, align 8
  %v5619 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5620 = icmp eq i64 %v5619, 0
  br i1 %v5620, label %b14, label %b5621, !prof !0
b5621:
  %v5622 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5623 = load ptr, ptr %v5622, align 8
  store ptr %v5623, ptr %tape.base
  %v5624 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5625 = load ptr, ptr %v5624, align 8
  store ptr %v5625, ptr %tape.top
  %v5626 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5627 = load ptr, ptr %v5626, align 8
  store ptr %v5627, ptr %tape.end
  br label %b5616
b5616:
  %v5628 = load ptr, ptr %tape.top
  %v5629 = getelementptr i8, ptr %v5628, i64 -8
  store ptr %v5629, ptr %tape.top
  %v5630 = load i64, ptr %v5629, align 1, !alias.scope !78, !noalias !79
  store i64 %v5630, ptr %r874
  %v5631 = load i64, ptr %r874
  %v5632 = call ptr @procedure_alloc_within(ptr %context, i64 %v5631, i64 8, i64 0)
  %v5633 = icmp eq ptr %v5632, null
  br i1 %v5633, label %b14, label %b5634, !prof !0
b5634:
  store ptr %v5632, ptr %r876
  %v5635 = load i64, ptr %r214
  %v5640 = icmp slt i64 0, %v5635
  br i1 %v5640, label %b5641, label %b5639
b5641:
  br label %b5636
b5636:
  %v5642 = phi i64 [ 0, %b5641 ], [ %v5643, %b5638 ]
  store i64 %v5642, ptr %r524
  %v5644 = load i64, ptr %r524
  %v5645 = load ptr, ptr %r728
  %v5646 = getelementptr inbounds double, ptr %v5645, i64 %v5644
  %v5647 = load double, ptr %v5646, align 8, !llvm.access.group !326, !alias.scope !164, !noalias !165
  store double %v5647, ptr %r878
  %v5648 = load i64, ptr %r524
  %v5649 = load double, ptr %r878
  %v5650 = load ptr, ptr %r876
  %v5651 = getelementptr inbounds double, ptr %v5650, i64 %v5648
  store double %v5649, ptr %v5651, align 8, !llvm.access.group !326, !alias.scope !166, !noalias !167
  br label %b5637
b5637:
  br label %b5638
b5638:
  %v5643 = add nsw i64 %v5642, 1
  %v5652 = icmp slt i64 %v5643, %v5635
  br i1 %v5652, label %b5636, label %b5639, !llvm.loop !327
b5639:
  %v5653 = load ptr, ptr %r728
  call void @procedure_release(ptr %context, ptr %v5653)
  %v5654 = load ptr, ptr %r522
  call void @procedure_release(ptr %context, ptr %v5654)
  %v5655 = load ptr, ptr %tape.base
  %v5656 = ptrtoint ptr %v5655 to i64
  %v5657 = load ptr, ptr %tape.top
  %v5658 = ptrtoint ptr %v5657 to i64
  %v5659 = sub i64 %v5658, %v5656
  %v5660 = icmp slt i64 %v5659, 8
  br i1 %v5660, label %b5661, label %b5662, !prof !0
b5661:
  %v5663 = load ptr, ptr %tape.top
  %v5664 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5663, ptr %v5664, align 8
  %v5665 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5666 = icmp eq i64 %v5665, 0
  br i1 %v5666, label %b14, label %b5667, !prof !0
b5667:
  %v5668 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5669 = load ptr, ptr %v5668, align 8
  store ptr %v5669, ptr %tape.base
  %v5670 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5671 = load ptr, ptr %v5670, align 8
  store ptr %v5671, ptr %tape.top
  %v5672 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5673 = load ptr, ptr %v5672, align 8
  store ptr %v5673, ptr %tape.end
  br label %b5662
b5662:
  %v5674 = load ptr, ptr %tape.top
  %v5675 = getelementptr i8, ptr %v5674, i64 -8
  store ptr %v5675, ptr %tape.top
  %v5676 = load ptr, ptr %v5675, align 1, !alias.scope !78, !noalias !79
  store ptr %v5676, ptr %r396
  %v5677 = load i64, ptr %r12
  %v5678 = call ptr @procedure_alloc_within(ptr %context, i64 %v5677, i64 8, i64 0)
  %v5679 = icmp eq ptr %v5678, null
  br i1 %v5679, label %b14, label %b5680, !prof !0
b5680:
  store ptr %v5678, ptr %r880
  %v5681 = load ptr, ptr %tape.base
  %v5682 = ptrtoint ptr %v5681 to i64
  %v5683 = load ptr, ptr %tape.top
  %v5684 = ptrtoint ptr %v5683 to i64
  %v5685 = sub i64 %v5684, %v5682
  %v5686 = icmp slt i64 %v5685, 8
  br i1 %v5686, label %b5687, label %b5688, !prof !0
b5687:
  %v5689 = load ptr, ptr %tape.top
  %v5690 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5689, ptr %v5690, align 8
  %v5691 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5692 = icmp eq i64 %v5691, 0
  br i1 %v5692, label %b14, label %b5693, !prof !0
b5693:
  %v5694 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5695 = load ptr, ptr %v5694, align 8
  store ptr %v5695, ptr %tape.base
  %v5696 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5697 = load ptr, ptr %v5696, align 8
  store ptr %v5697, ptr %tape.top
  %v5698 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5699 = load ptr, ptr %v5698, align 8
  store ptr %v5699, ptr %tape.end
  br label %b5688
b5688:
  %v5700 = load ptr, ptr %tape.top
  %v5701 = getelementptr i8, ptr %v5700, i64 -8
  store ptr %v5701, ptr %tape.top
  %v5702 = load ptr, ptr %v5701, align 1, !alias.scope !78, !noalias !79
  store ptr %v5702, ptr %r203
  %v5703 = load i64, ptr %r12
  %v5704 = call ptr @procedure_alloc_within(ptr %context, i64 %v5703, i64 8, i64 0)
  %v5705 = icmp eq ptr %v5704, null
  br i1 %v5705, label %b14, label %b5706, !prof !0
b5706:
  store ptr %v5704, ptr %r882
  %v5707 = load i64, ptr %r12
  %v5712 = icmp slt i64 0, %v5707
  br i1 %v5712, label %b5713, label %b5711
b5713:
  br label %b5708
b5708:
  %v5714 = phi i64 [ 0, %b5713 ], [ %v5715, %b5710 ]
  store i64 %v5714, ptr %r518
  %v5716 = load double, ptr %r675
  store double %v5716, ptr %r884
  %v5717 = load i64, ptr %r518
  %v5718 = load ptr, ptr %r396
  %v5719 = getelementptr inbounds double, ptr %v5718, i64 %v5717
  %v5720 = load double, ptr %v5719, align 8, !llvm.access.group !328, !alias.scope !154, !noalias !155
  store double %v5720, ptr %r886
  %v5721 = load i64, ptr %r518
  %v5722 = load ptr, ptr %r203
  %v5723 = getelementptr inbounds double, ptr %v5722, i64 %v5721
  %v5724 = load double, ptr %v5723, align 8, !llvm.access.group !328, !alias.scope !124, !noalias !125
  store double %v5724, ptr %r888
  %v5725 = load double, ptr %r884
  %v5726 = load double, ptr %r886
  %v5727 = fmul double %v5725, %v5726
  store double %v5727, ptr %r890
  %v5728 = load double, ptr %r884
  %v5729 = load double, ptr %r888
  %v5730 = fmul double %v5728, %v5729
  store double %v5730, ptr %r892
  %v5731 = load i64, ptr %r518
  %v5732 = load double, ptr %r890
  %v5733 = load ptr, ptr %r882
  %v5734 = getelementptr inbounds double, ptr %v5733, i64 %v5731
  store double %v5732, ptr %v5734, align 8, !llvm.access.group !328, !alias.scope !170, !noalias !171
  %v5735 = load i64, ptr %r518
  %v5736 = load double, ptr %r892
  %v5737 = load ptr, ptr %r880
  %v5738 = getelementptr inbounds double, ptr %v5737, i64 %v5735
  store double %v5736, ptr %v5738, align 8, !llvm.access.group !328, !alias.scope !168, !noalias !169
  br label %b5709
b5709:
  br label %b5710
b5710:
  %v5715 = add nsw i64 %v5714, 1
  %v5739 = icmp slt i64 %v5715, %v5707
  br i1 %v5739, label %b5708, label %b5711, !llvm.loop !329
b5711:
  %v5740 = load double, ptr %r675
  store double %v5740, ptr %r894
  store double 0x0000000000000000, ptr %r675
  %v5741 = load ptr, ptr %tape.base
  %v5742 = ptrtoint ptr %v5741 to i64
  %v5743 = load ptr, ptr %tape.top
  %v5744 = ptrtoint ptr %v5743 to i64
  %v5745 = sub i64 %v5744, %v5742
  %v5746 = icmp slt i64 %v5745, 16
  br i1 %v5746, label %b5747, label %b5748, !prof !0
b5748:
  %v5750 = load ptr, ptr %tape.top
  %v5751 = getelementptr i8, ptr %v5750, i64 -8
  store ptr %v5751, ptr %tape.top
  %v5752 = load ptr, ptr %v5751, align 1, !alias.scope !78, !noalias !79
  store ptr %v5752, ptr %r392
  %v5753 = load ptr, ptr %tape.top
  %v5754 = getelementptr i8, ptr %v5753, i64 -8
  store ptr %v5754, ptr %tape.top
  %v5755 = load i64, ptr %v5754, align 1, !alias.scope !78, !noalias !79
  store i64 %v5755, ptr %r896
  br label %b5749
b5747:
  %v5756 = load ptr, ptr %tape.base
  %v5757 = ptrtoint ptr %v5756 to i64
  %v5758 = load ptr, ptr %tape.top
  %v5759 = ptrtoint ptr %v5758 to i64
  %v5760 = sub i64 %v5759, %v5757
  %v5761 = icmp slt i64 %v5760, 8
  br i1 %v5761, label %b5762, label %b5763, !prof !0
b5762:
  %v5764 = load ptr, ptr %tape.top
  %v5765 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5764, ptr %v5765, align 8
  %v5766 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5767 = icmp eq i64 %v5766, 0
  br i1 %v5767, label %b14, label %b5768, !prof !0
b5768:
  %v5769 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5770 = load ptr, ptr %v5769, align 8
  store ptr %v5770, ptr %tape.base
  %v5771 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5772 = load ptr, ptr %v5771, align 8
  store ptr %v5772, ptr %tape.top
  %v5773 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5774 = load ptr, ptr %v5773, align 8
  store ptr %v5774, ptr %tape.end
  br label %b5763
b5763:
  %v5775 = load ptr, ptr %tape.top
  %v5776 = getelementptr i8, ptr %v5775, i64 -8
  store ptr %v5776, ptr %tape.top
  %v5777 = load ptr, ptr %v5776, align 1, !alias.scope !78, !noalias !79
  store ptr %v5777, ptr %r392
  %v5778 = load ptr, ptr %tape.base
  %v5779 = ptrtoint ptr %v5778 to i64
  %v5780 = load ptr, ptr %tape.top
  %v5781 = ptrtoint ptr %v5780 to i64
  %v5782 = sub i64 %v5781, %v5779
  %v5783 = icmp slt i64 %v5782, 8
  br i1 %v5783, label %b5784, label %b5785, !prof !0
b5784:
  %v5786 = load ptr, ptr %tape.top
  %v5787 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5786, ptr %v5787, align 8
  %v5788 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v5789 = icmp eq i64 %v5788, 0
  br i1 %v5789, label %b14, label %b5790, !prof !0
b5790:
  %v5791 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5792 = load ptr, ptr %v5791, align 8
  store ptr %v5792, ptr %tape.base
  %v5793 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5794 = load ptr, ptr %v5793, align 8
  store ptr %v5794, ptr %tape.top
  %v5795 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5796 = load ptr, ptr %v5795, align 8
  store ptr %v5796, ptr %tape.end
  br label %b5785
b5785:
  %v5797 = load ptr, ptr %tape.top
  %v5798 = getelementptr i8, ptr %v5797, i64 -8
  store ptr %v5798, ptr %tape.top
  %v5799 = load i64, ptr %v5798, align 1, !alias.scope !78, !noalias !79
  store i64 %v5799, ptr %r896
  br label %b5749
b5749:
  %v5800 = load i64, ptr %r896
  %v5801 = call ptr @procedure_alloc_within(ptr %context, i64 %v5800, i64 8, i64 1)
  %v5802 = icmp eq ptr %v5801, null
  br i1 %v5802, label %b14, label %b5803, !prof !0
b5803:
  store ptr %v5801, ptr %r898
  %v5804 = sub i64 -1, -1
  %v5805 = load i64, ptr %r338
  %v5806 = sub i64 %v5805, -1
  %v5811 = icmp slt i64 %v5804, %v5806
  br i1 %v5811, label %b5812, label %b5810
b5812:
  br label %b5807
b5807:
  %v5813 = phi i64 [ %v5804, %b5812 ], [ %v5814, %b5809 ]
  store i64 %v5813, ptr %r492
  %v5815 = load i64, ptr %r492
  %v5816 = sub i64 %v5815, 1
  %v5817 = sub i64 0, 1
  %v5822 = icmp sgt i64 %v5816, %v5817
  br i1 %v5822, label %b5823, label %b5821
b5823:
  br label %b5818
b5818:
  %v5824 = phi i64 [ %v5816, %b5823 ], [ %v5825, %b5820 ]
  store i64 %v5824, ptr %r504
  %v5826 = sub i64 1, 0
  %v5827 = icmp sgt i64 %v5826, 0
  %v5828 = select i1 %v5827, i64 %v5826, i64 0
  store i64 %v5828, ptr %r506
  %v5829 = mul i64 0, 2
  store i64 %v5829, ptr %r508
  %v5830 = load i64, ptr %r508
  %v5831 = load i64, ptr %r506
  %v5832 = add i64 %v5830, %v5831
  %v5833 = mul i64 %v5832, 8
  %v5834 = add i64 %v5833, 7
  %v5835 = sdiv i64 %v5834, 8
  store i64 %v5835, ptr %r510
  %v5836 = load i64, ptr %r510
  %v5837 = load ptr, ptr %tape.top
  %v5838 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5837, ptr %v5838, align 8
  %v5839 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v5836, i64 8)
  %v5840 = icmp eq ptr %v5839, null
  br i1 %v5840, label %b14, label %b5841, !prof !0
b5841:
  %v5842 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5843 = load ptr, ptr %v5842, align 8
  store ptr %v5843, ptr %tape.base
  %v5844 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5845 = load ptr, ptr %v5844, align 8
  store ptr %v5845, ptr %tape.top
  %v5846 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5847 = load ptr, ptr %v5846, align 8
  store ptr %v5847, ptr %tape.end
  store ptr %v5839, ptr %r512
  %v5848 = sub i64 1, 1
  %v5849 = sub i64 0, 1
  %v5854 = icmp sgt i64 %v5848, %v5849
  br i1 %v5854, label %b5855, label %b5853
b5855:
  br label %b5850
b5850:
  %v5856 = phi i64 [ %v5848, %b5855 ], [ %v5857, %b5852 ]
  store i64 %v5856, ptr %r514
  %v5858 = load i64, ptr %r508
  %v5859 = load i64, ptr %r514
  %v5860 = add i64 %v5858, %v5859
  %v5861 = load ptr, ptr %r512
  %v5862 = getelementptr inbounds double, ptr %v5861, i64 %v5860
  %v5863 = load double, ptr %v5862, align 8, !alias.scope !78, !noalias !79
  store double %v5863, ptr %r900
  %v5864 = load i64, ptr %r504
  %v5865 = load double, ptr %r900
  %v5866 = load ptr, ptr %r396
  %v5867 = getelementptr inbounds double, ptr %v5866, i64 %v5864
  store double %v5865, ptr %v5867, align 8, !alias.scope !154, !noalias !155
  %v5868 = load i64, ptr %r504
  %v5869 = load ptr, ptr %r880
  %v5870 = getelementptr inbounds double, ptr %v5869, i64 %v5868
  %v5871 = load double, ptr %v5870, align 8, !alias.scope !168, !noalias !169
  store double %v5871, ptr %r902
  %v5872 = load i64, ptr %r492
  %v5873 = load ptr, ptr %r396
  %v5874 = getelementptr inbounds double, ptr %v5873, i64 %v5872
  %v5875 = load double, ptr %v5874, align 8, !alias.scope !154, !noalias !155
  store double %v5875, ptr %r904
  %v5876 = load i64, ptr %r12
  %v5877 = load i64, ptr %r504
  %v5878 = mul i64 %v5876, %v5877
  store i64 %v5878, ptr %r906
  %v5879 = load i64, ptr %r906
  %v5880 = load i64, ptr %r492
  %v5881 = add i64 %v5879, %v5880
  store i64 %v5881, ptr %r908
  %v5882 = load i64, ptr %r908
  %v5883 = load ptr, ptr %r392
  %v5884 = getelementptr inbounds double, ptr %v5883, i64 %v5882
  %v5885 = load double, ptr %v5884, align 8, !alias.scope !152, !noalias !153
  store double %v5885, ptr %r910
  %v5886 = load double, ptr %r902
  %v5887 = fneg double %v5886
  store double %v5887, ptr %r912
  %v5888 = load double, ptr %r912
  %v5889 = load double, ptr %r904
  %v5890 = fmul double %v5888, %v5889
  store double %v5890, ptr %r914
  %v5891 = load double, ptr %r912
  %v5892 = load double, ptr %r910
  %v5893 = fmul double %v5891, %v5892
  store double %v5893, ptr %r916
  %v5894 = load i64, ptr %r908
  %v5895 = load i64, ptr %r908
  %v5896 = load ptr, ptr %r898
  %v5897 = getelementptr inbounds double, ptr %v5896, i64 %v5895
  %v5898 = load double, ptr %v5897, align 8, !alias.scope !172, !noalias !173
  %v5899 = load double, ptr %r914
  %v5900 = fadd double %v5898, %v5899
  %v5901 = load ptr, ptr %r898
  %v5902 = getelementptr inbounds double, ptr %v5901, i64 %v5894
  store double %v5900, ptr %v5902, align 8, !alias.scope !172, !noalias !173
  %v5903 = load i64, ptr %r492
  %v5904 = load i64, ptr %r492
  %v5905 = load ptr, ptr %r880
  %v5906 = getelementptr inbounds double, ptr %v5905, i64 %v5904
  %v5907 = load double, ptr %v5906, align 8, !alias.scope !168, !noalias !169
  %v5908 = load double, ptr %r916
  %v5909 = fadd double %v5907, %v5908
  %v5910 = load ptr, ptr %r880
  %v5911 = getelementptr inbounds double, ptr %v5910, i64 %v5903
  store double %v5909, ptr %v5911, align 8, !alias.scope !168, !noalias !169
  br label %b5851
b5851:
  br label %b5852
b5852:
  %v5857 = add nsw i64 %v5856, -1
  %v5912 = icmp sgt i64 %v5857, %v5849
  br i1 %v5912, label %b5850, label %b5853, !llvm.loop !330
b5853:
  br label %b5819
b5819:
  br label %b5820
b5820:
  %v5825 = add nsw i64 %v5824, -1
  %v5913 = icmp sgt i64 %v5825, %v5817
  br i1 %v5913, label %b5818, label %b5821, !llvm.loop !331
b5821:
  %v5914 = sub i64 1, 0
  %v5915 = icmp sgt i64 %v5914, 0
  %v5916 = select i1 %v5915, i64 %v5914, i64 0
  store i64 %v5916, ptr %r494
  %v5917 = mul i64 0, 2
  store i64 %v5917, ptr %r496
  %v5918 = load i64, ptr %r496
  %v5919 = load i64, ptr %r494
  %v5920 = add i64 %v5918, %v5919
  %v5921 = mul i64 %v5920, 8
  %v5922 = add i64 %v5921, 7
  %v5923 = sdiv i64 %v5922, 8
  store i64 %v5923, ptr %r498
  %v5924 = load i64, ptr %r498
  %v5925 = load ptr, ptr %tape.top
  %v5926 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v5925, ptr %v5926, align 8
  %v5927 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v5924, i64 8)
  %v5928 = icmp eq ptr %v5927, null
  br i1 %v5928, label %b14, label %b5929, !prof !0
b5929:
  %v5930 = getelementptr inbounds i64, ptr %tape, i64 4
  %v5931 = load ptr, ptr %v5930, align 8
  store ptr %v5931, ptr %tape.base
  %v5932 = getelementptr inbounds i64, ptr %tape, i64 5
  %v5933 = load ptr, ptr %v5932, align 8
  store ptr %v5933, ptr %tape.top
  %v5934 = getelementptr inbounds i64, ptr %tape, i64 6
  %v5935 = load ptr, ptr %v5934, align 8
  store ptr %v5935, ptr %tape.end
  store ptr %v5927, ptr %r500
  %v5936 = sub i64 1, 1
  %v5937 = sub i64 0, 1
  %v5942 = icmp sgt i64 %v5936, %v5937
  br i1 %v5942, label %b5943, label %b5941
b5943:
  br label %b5938
b5938:
  %v5944 = phi i64 [ %v5936, %b5943 ], [ %v5945, %b5940 ]
  store i64 %v5944, ptr %r502
  %v5946 = load i64, ptr %r496
  %v5947 = load i64, ptr %r502
  %v5948 = add i64 %v5946, %v5947
  %v5949 = load ptr, ptr %r500
  %v5950 = getelementptr inbounds double, ptr %v5949, i64 %v5948
  %v5951 = load double, ptr %v5950, align 8, !alias.scope !78, !noalias !79
  store double %v5951, ptr %r918
  %v5952 = load i64, ptr %r492
  %v5953 = load double, ptr %r918
  %v5954 = load ptr, ptr %r396
  %v5955 = getelementptr inbounds double, ptr %v5954, i64 %v5952
  store double %v5953, ptr %v5955, align 8, !alias.scope !154, !noalias !155
  %v5956 = load i64, ptr %r492
  %v5957 = load ptr, ptr %r880
  %v5958 = getelementptr inbounds double, ptr %v5957, i64 %v5956
  %v5959 = load double, ptr %v5958, align 8, !alias.scope !168, !noalias !169
  store double %v5959, ptr %r920
  %v5960 = load i64, ptr %r492
  %v5961 = load ptr, ptr %r880
  %v5962 = getelementptr inbounds double, ptr %v5961, i64 %v5960
  store double 0x0000000000000000, ptr %v5962, align 8, !alias.scope !168, !noalias !169
  %v5963 = load i64, ptr %r492
  %v5964 = load ptr, ptr %r396
  %v5965 = getelementptr inbounds double, ptr %v5964, i64 %v5963
  %v5966 = load double, ptr %v5965, align 8, !alias.scope !154, !noalias !155
  store double %v5966, ptr %r922
  %v5967 = load i64, ptr %r12
  %v5968 = load i64, ptr %r492
  %v5969 = mul i64 %v5967, %v5968
  store i64 %v5969, ptr %r924
  %v5970 = load i64, ptr %r924
  %v5971 = load i64, ptr %r492
  %v5972 = add i64 %v5970, %v5971
  store i64 %v5972, ptr %r926
  %v5973 = load i64, ptr %r926
  %v5974 = load ptr, ptr %r392
  %v5975 = getelementptr inbounds double, ptr %v5974, i64 %v5973
  %v5976 = load double, ptr %v5975, align 8, !alias.scope !152, !noalias !153
  store double %v5976, ptr %r928
  %v5977 = load double, ptr %r922
  %v5978 = load double, ptr %r928
  %v5979 = fdiv double %v5977, %v5978
  store double %v5979, ptr %r930
  %v5980 = load double, ptr %r920
  %v5981 = load double, ptr %r928
  %v5982 = fdiv double %v5980, %v5981
  store double %v5982, ptr %r932
  %v5983 = load double, ptr %r920
  %v5984 = load double, ptr %r928
  %v5985 = fdiv double %v5983, %v5984
  %v5986 = load double, ptr %r930
  %v5987 = fmul double %v5985, %v5986
  %v5988 = fneg double %v5987
  store double %v5988, ptr %r934
  %v5989 = load i64, ptr %r492
  %v5990 = load i64, ptr %r492
  %v5991 = load ptr, ptr %r880
  %v5992 = getelementptr inbounds double, ptr %v5991, i64 %v5990
  %v5993 = load double, ptr %v5992, align 8, !alias.scope !168, !noalias !169
  %v5994 = load double, ptr %r932
  %v5995 = fadd double %v5993, %v5994
  %v5996 = load ptr, ptr %r880
  %v5997 = getelementptr inbounds double, ptr %v5996, i64 %v5989
  store double %v5995, ptr %v5997, align 8, !alias.scope !168, !noalias !169
  %v5998 = load i64, ptr %r926
  %v5999 = load i64, ptr %r926
  %v6000 = load ptr, ptr %r898
  %v6001 = getelementptr inbounds double, ptr %v6000, i64 %v5999
  %v6002 = load double, ptr %v6001, align 8, !alias.scope !172, !noalias !173
  %v6003 = load double, ptr %r934
  %v6004 = fadd double %v6002, %v6003
  %v6005 = load ptr, ptr %r898
  %v6006 = getelementptr inbounds double, ptr %v6005, i64 %v5998
  store double %v6004, ptr %v6006, align 8, !alias.scope !172, !noalias !173
  br label %b5939
b5939:
  br label %b5940
b5940:
  %v5945 = add nsw i64 %v5944, -1
  %v6007 = icmp sgt i64 %v5945, %v5937
  br i1 %v6007, label %b5938, label %b5941, !llvm.loop !332
b5941:
  br label %b5808
b5808:
  %v6008 = and i64 %v5813, 15
  %v6009 = icmp eq i64 %v6008, 15
  br i1 %v6009, label %b6010, label %b6011, !prof !0
b6011:
  br label %b5809
b5809:
  %v5814 = add nsw i64 %v5813, 1
  %v6014 = icmp slt i64 %v5814, %v5806
  br i1 %v6014, label %b5807, label %b5810, !llvm.loop !333
b5810:
  %v6015 = load ptr, ptr %tape.base
  %v6016 = ptrtoint ptr %v6015 to i64
  %v6017 = load ptr, ptr %tape.top
  %v6018 = ptrtoint ptr %v6017 to i64
  %v6019 = sub i64 %v6018, %v6016
  %v6020 = icmp slt i64 %v6019, 8
  br i1 %v6020, label %b6021, label %b6022, !prof !0
b6021:
  %v6023 = load ptr, ptr %tape.top
  %v6024 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6023, ptr %v6024, align 8
  %v6025 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6026 = icmp eq i64 %v6025, 0
  br i1 %v6026, label %b14, label %b6027, !prof !0
b6027:
  %v6028 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6029 = load ptr, ptr %v6028, align 8
  store ptr %v6029, ptr %tape.base
  %v6030 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6031 = load ptr, ptr %v6030, align 8
  store ptr %v6031, ptr %tape.top
  %v6032 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6033 = load ptr, ptr %v6032, align 8
  store ptr %v6033, ptr %tape.end
  br label %b6022
b6022:
  %v6034 = load ptr, ptr %tape.top
  %v6035 = getelementptr i8, ptr %v6034, i64 -8
  store ptr %v6035, ptr %tape.top
  %v6036 = load i64, ptr %v6035, align 1, !alias.scope !78, !noalias !79
  store i64 %v6036, ptr %r936
  %v6037 = load i64, ptr %r936
  %v6042 = icmp slt i64 0, %v6037
  br i1 %v6042, label %b6043, label %b6041
b6043:
  br label %b6038
b6038:
  %v6044 = phi i64 [ 0, %b6043 ], [ %v6045, %b6040 ]
  store i64 %v6044, ptr %r938
  %v6046 = load ptr, ptr %tape.base
  %v6047 = ptrtoint ptr %v6046 to i64
  %v6048 = load ptr, ptr %tape.top
  %v6049 = ptrtoint ptr %v6048 to i64
  %v6050 = sub i64 %v6049, %v6047
  %v6051 = icmp slt i64 %v6050, 8
  br i1 %v6051, label %b6052, label %b6053, !prof !0
b6052:
  %v6054 = load ptr, ptr %tape.top
  %v6055 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6054, ptr %v6055, align 8
  %v6056 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6057 = icmp eq i64 %v6056, 0
  br i1 %v6057, label %b14, label %b6058, !prof !0
b6058:
  %v6059 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6060 = load ptr, ptr %v6059, align 8
  store ptr %v6060, ptr %tape.base
  %v6061 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6062 = load ptr, ptr %v6061, align 8
  store ptr %v6062, ptr %tape.top
  %v6063 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6064 = load ptr, ptr %v6063, align 8
  store ptr %v6064, ptr %tape.end
  br label %b6053
b6053:
  %v6065 = load ptr, ptr %tape.top
  %v6066 = getelementptr i8, ptr %v6065, i64 -8
  store ptr %v6066, ptr %tape.top
  %v6067 = load i64, ptr %v6066, align 1, !alias.scope !78, !noalias !79
  store i64 %v6067, ptr %r940
  %v6068 = load i64, ptr %r940
  %v6073 = icmp slt i64 0, %v6068
  br i1 %v6073, label %b6074, label %b6072
b6074:
  br label %b6069
b6069:
  %v6075 = phi i64 [ 0, %b6074 ], [ %v6076, %b6071 ]
  store i64 %v6075, ptr %r942
  %v6077 = load ptr, ptr %tape.base
  %v6078 = ptrtoint ptr %v6077 to i64
  %v6079 = load ptr, ptr %tape.top
  %v6080 = ptrtoint ptr %v6079 to i64
  %v6081 = sub i64 %v6080, %v6078
  %v6082 = icmp slt i64 %v6081, 9
  br i1 %v6082, label %b6083, label %b6084, !prof !0
b6084:
  %v6086 = load ptr, ptr %tape.top
  %v6087 = getelementptr i8, ptr %v6086, i64 -8
  store ptr %v6087, ptr %tape.top
  %v6088 = load i64, ptr %v6087, align 1, !alias.scope !78, !noalias !79
  store i64 %v6088, ptr %r53
  %v6089 = load ptr, ptr %tape.top
  %v6090 = getelementptr i8, ptr %v6089, i64 -1
  store ptr %v6090, ptr %tape.top
  %v6091 = load i8, ptr %v6090, align 1, !alias.scope !78, !noalias !79
  %v6092 = icmp ne i8 %v6091, 0
  store i1 %v6092, ptr %r944
  br label %b6085
b6083:
  %v6093 = load ptr, ptr %tape.base
  %v6094 = ptrtoint ptr %v6093 to i64
  %v6095 = load ptr, ptr %tape.top
  %v6096 = ptrtoint ptr %v6095 to i64
  %v6097 = sub i64 %v6096, %v6094
  %v6098 = icmp slt i64 %v6097, 8
  br i1 %v6098, label %b6099, label %b6100, !prof !0
b6099:
  %v6101 = load ptr, ptr %tape.top
  %v6102 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6101, ptr %v6102, align 8
  %v6103 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6104 = icmp eq i64 %v6103, 0
  br i1 %v6104, label %b14, label %b6105, !prof !0
b6105:
  %v6106 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6107 = load ptr, ptr %v6106, align 8
  store ptr %v6107, ptr %tape.base
  %v6108 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6109 = load ptr, ptr %v6108, align 8
  store ptr %v6109, ptr %tape.top
  %v6110 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6111 = load ptr, ptr %v6110, align 8
  store ptr %v6111, ptr %tape.end
  br label %b6100
b6100:
  %v6112 = load ptr, ptr %tape.top
  %v6113 = getelementptr i8, ptr %v6112, i64 -8
  store ptr %v6113, ptr %tape.top
  %v6114 = load i64, ptr %v6113, align 1, !alias.scope !78, !noalias !79
  store i64 %v6114, ptr %r53
  %v6115 = load ptr, ptr %tape.base
  %v6116 = ptrtoint ptr %v6115 to i64
  %v6117 = load ptr, ptr %tape.top
  %v6118 = ptrtoint ptr %v6117 to i64
  %v6119 = sub i64 %v6118, %v6116
  %v6120 = icmp slt i64 %v6119, 1
  br i1 %v6120, label %b6121, label %b6122, !prof !0
b6121:
  %v6123 = load ptr, ptr %tape.top
  %v6124 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6123, ptr %v6124, align 8
  %v6125 = call i64 @procedure_back(ptr %context, ptr %tape, i64 1)
  %v6126 = icmp eq i64 %v6125, 0
  br i1 %v6126, label %b14, label %b6127, !prof !0
b6127:
  %v6128 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6129 = load ptr, ptr %v6128, align 8
  store ptr %v6129, ptr %tape.base
  %v6130 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6131 = load ptr, ptr %v6130, align 8
  store ptr %v6131, ptr %tape.top
  %v6132 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6133 = load ptr, ptr %v6132, align 8
  store ptr %v6133, ptr %tape.end
  br label %b6122
b6122:
  %v6134 = load ptr, ptr %tape.top
  %v6135 = getelementptr i8, ptr %v6134, i64 -1
  store ptr %v6135, ptr %tape.top
  %v6136 = load i8, ptr %v6135, align 1, !alias.scope !78, !noalias !79
  %v6137 = icmp ne i8 %v6136, 0
  store i1 %v6137, ptr %r944
  br label %b6085
b6085:
  %v6138 = load i1, ptr %r944
  br i1 %v6138, label %b6139, label %b6140
b6139:
  br label %b6141
b6140:
  %v6142 = load i64, ptr %r55
  %v6143 = load i64, ptr %r53
  %v6144 = icmp ne i64 %v6142, %v6143
  store i1 %v6144, ptr %r432
  %v6145 = load ptr, ptr %tape.base
  %v6146 = ptrtoint ptr %v6145 to i64
  %v6147 = load ptr, ptr %tape.top
  %v6148 = ptrtoint ptr %v6147 to i64
  %v6149 = sub i64 %v6148, %v6146
  %v6150 = icmp slt i64 %v6149, 8
  br i1 %v6150, label %b6151, label %b6152, !prof !0
b6151:
  %v6153 = load ptr, ptr %tape.top
  %v6154 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6153, ptr %v6154, align 8
  %v6155 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6156 = icmp eq i64 %v6155, 0
  br i1 %v6156, label %b14, label %b6157, !prof !0
b6157:
  %v6158 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6159 = load ptr, ptr %v6158, align 8
  store ptr %v6159, ptr %tape.base
  %v6160 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6161 = load ptr, ptr %v6160, align 8
  store ptr %v6161, ptr %tape.top
  %v6162 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6163 = load ptr, ptr %v6162, align 8
  store ptr %v6163, ptr %tape.end
  br label %b6152
b6152:
  %v6164 = load ptr, ptr %tape.top
  %v6165 = getelementptr i8, ptr %v6164, i64 -8
  store ptr %v6165, ptr %tape.top
  %v6166 = load i64, ptr %v6165, align 1, !alias.scope !78, !noalias !79
  store i64 %v6166, ptr %r946
  %v6167 = load i64, ptr %r12
  %v6168 = sub i64 %v6167, 1
  %v6169 = load i64, ptr %r946
  %v6170 = sub i64 %v6169, 1
  %v6175 = icmp sgt i64 %v6168, %v6170
  br i1 %v6175, label %b6176, label %b6174
b6176:
  br label %b6171
b6171:
  %v6177 = phi i64 [ %v6168, %b6176 ], [ %v6178, %b6173 ]
  store i64 %v6177, ptr %r468
  %v6179 = sub i64 1, 0
  %v6180 = icmp sgt i64 %v6179, 0
  %v6181 = select i1 %v6180, i64 %v6179, i64 0
  store i64 %v6181, ptr %r482
  %v6182 = mul i64 0, 2
  store i64 %v6182, ptr %r484
  %v6183 = load i64, ptr %r484
  %v6184 = load i64, ptr %r482
  %v6185 = add i64 %v6183, %v6184
  %v6186 = mul i64 %v6185, 8
  %v6187 = add i64 %v6186, 7
  %v6188 = sdiv i64 %v6187, 8
  store i64 %v6188, ptr %r486
  %v6189 = load i64, ptr %r486
  %v6190 = load ptr, ptr %tape.top
  %v6191 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6190, ptr %v6191, align 8
  %v6192 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v6189, i64 8)
  %v6193 = icmp eq ptr %v6192, null
  br i1 %v6193, label %b14, label %b6194, !prof !0
b6194:
  %v6195 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6196 = load ptr, ptr %v6195, align 8
  store ptr %v6196, ptr %tape.base
  %v6197 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6198 = load ptr, ptr %v6197, align 8
  store ptr %v6198, ptr %tape.top
  %v6199 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6200 = load ptr, ptr %v6199, align 8
  store ptr %v6200, ptr %tape.end
  store ptr %v6192, ptr %r488
  %v6201 = sub i64 1, 1
  %v6202 = sub i64 0, 1
  %v6207 = icmp sgt i64 %v6201, %v6202
  br i1 %v6207, label %b6208, label %b6206
b6208:
  br label %b6203
b6203:
  %v6209 = phi i64 [ %v6201, %b6208 ], [ %v6210, %b6205 ]
  store i64 %v6209, ptr %r490
  %v6211 = load i64, ptr %r484
  %v6212 = load i64, ptr %r490
  %v6213 = add i64 %v6211, %v6212
  %v6214 = load ptr, ptr %r488
  %v6215 = getelementptr inbounds double, ptr %v6214, i64 %v6213
  %v6216 = load double, ptr %v6215, align 8, !alias.scope !78, !noalias !79
  store double %v6216, ptr %r948
  %v6217 = load i64, ptr %r468
  %v6218 = load double, ptr %r948
  %v6219 = load ptr, ptr %r396
  %v6220 = getelementptr inbounds double, ptr %v6219, i64 %v6217
  store double %v6218, ptr %v6220, align 8, !alias.scope !154, !noalias !155
  %v6221 = load i64, ptr %r468
  %v6222 = load ptr, ptr %r880
  %v6223 = getelementptr inbounds double, ptr %v6222, i64 %v6221
  %v6224 = load double, ptr %v6223, align 8, !alias.scope !168, !noalias !169
  store double %v6224, ptr %r950
  %v6225 = load i64, ptr %r53
  %v6226 = load ptr, ptr %r396
  %v6227 = getelementptr inbounds double, ptr %v6226, i64 %v6225
  %v6228 = load double, ptr %v6227, align 8, !alias.scope !154, !noalias !155
  store double %v6228, ptr %r952
  %v6229 = load double, ptr %r950
  %v6230 = fneg double %v6229
  store double %v6230, ptr %r954
  %v6231 = load double, ptr %r954
  %v6232 = load double, ptr %r952
  %v6233 = fmul double %v6231, %v6232
  store double %v6233, ptr %r956
  %v6234 = load double, ptr %r954
  %v6235 = load double, ptr %r57
  %v6236 = fmul double %v6234, %v6235
  store double %v6236, ptr %r958
  %v6237 = load double, ptr %r673
  %v6238 = load double, ptr %r956
  %v6239 = fadd double %v6237, %v6238
  store double %v6239, ptr %r673
  %v6240 = load i64, ptr %r53
  %v6241 = load i64, ptr %r53
  %v6242 = load ptr, ptr %r880
  %v6243 = getelementptr inbounds double, ptr %v6242, i64 %v6241
  %v6244 = load double, ptr %v6243, align 8, !alias.scope !168, !noalias !169
  %v6245 = load double, ptr %r958
  %v6246 = fadd double %v6244, %v6245
  %v6247 = load ptr, ptr %r880
  %v6248 = getelementptr inbounds double, ptr %v6247, i64 %v6240
  store double %v6246, ptr %v6248, align 8, !alias.scope !168, !noalias !169
  br label %b6204
b6204:
  br label %b6205
b6205:
  %v6210 = add nsw i64 %v6209, -1
  %v6249 = icmp sgt i64 %v6210, %v6202
  br i1 %v6249, label %b6203, label %b6206, !llvm.loop !334
b6206:
  %v6250 = load ptr, ptr %tape.base
  %v6251 = ptrtoint ptr %v6250 to i64
  %v6252 = load ptr, ptr %tape.top
  %v6253 = ptrtoint ptr %v6252 to i64
  %v6254 = sub i64 %v6253, %v6251
  %v6255 = icmp slt i64 %v6254, 8
  br i1 %v6255, label %b6256, label %b6257, !prof !0
b6256:
  %v6258 = load ptr, ptr %tape.top
  %v6259 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6258, ptr %v6259, align 8
  %v6260 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6261 = icmp eq i64 %v6260, 0
  br i1 %v6261, label %b14, label %b6262, !prof !0
b6262:
  %v6263 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6264 = load ptr, ptr %v6263, align 8
  store ptr %v6264, ptr %tape.base
  %v6265 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6266 = load ptr, ptr %v6265, align 8
  store ptr %v6266, ptr %tape.top
  %v6267 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6268 = load ptr, ptr %v6267, align 8
  store ptr %v6268, ptr %tape.end
  br label %b6257
b6257:
  %v6269 = load ptr, ptr %tape.top
  %v6270 = getelementptr i8, ptr %v6269, i64 -8
  store ptr %v6270, ptr %tape.top
  %v6271 = load i64, ptr %v6270, align 1, !alias.scope !78, !noalias !79
  store i64 %v6271, ptr %r960
  %v6272 = load i64, ptr %r12
  %v6273 = load i64, ptr %r960
  %v6274 = sub i64 %v6272, %v6273
  %v6275 = icmp sgt i64 %v6274, 0
  %v6276 = select i1 %v6275, i64 %v6274, i64 0
  store i64 %v6276, ptr %r472
  %v6277 = mul i64 0, 2
  store i64 %v6277, ptr %r474
  %v6278 = load i64, ptr %r474
  %v6279 = load i64, ptr %r472
  %v6280 = add i64 %v6278, %v6279
  %v6281 = mul i64 %v6280, 8
  %v6282 = add i64 %v6281, 7
  %v6283 = sdiv i64 %v6282, 8
  store i64 %v6283, ptr %r476
  %v6284 = load i64, ptr %r476
  %v6285 = load ptr, ptr %tape.top
  %v6286 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6285, ptr %v6286, align 8
  %v6287 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v6284, i64 8)
  %v6288 = icmp eq ptr %v6287, null
  br i1 %v6288, label %b14, label %b6289, !prof !0
b6289:
  %v6290 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6291 = load ptr, ptr %v6290, align 8
  store ptr %v6291, ptr %tape.base
  %v6292 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6293 = load ptr, ptr %v6292, align 8
  store ptr %v6293, ptr %tape.top
  %v6294 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6295 = load ptr, ptr %v6294, align 8
  store ptr %v6295, ptr %tape.end
  store ptr %v6287, ptr %r478
  %v6296 = load i64, ptr %r12
  %v6297 = sub i64 %v6296, 1
  %v6298 = load i64, ptr %r960
  %v6299 = sub i64 %v6298, 1
  %v6304 = icmp sgt i64 %v6297, %v6299
  br i1 %v6304, label %b6305, label %b6303
b6305:
  br label %b6300
b6300:
  %v6306 = phi i64 [ %v6297, %b6305 ], [ %v6307, %b6302 ]
  store i64 %v6306, ptr %r480
  %v6308 = load i64, ptr %r474
  %v6309 = load i64, ptr %r480
  %v6310 = load i64, ptr %r960
  %v6311 = sub i64 %v6309, %v6310
  %v6312 = add i64 %v6308, %v6311
  %v6313 = load ptr, ptr %r478
  %v6314 = getelementptr inbounds double, ptr %v6313, i64 %v6312
  %v6315 = load double, ptr %v6314, align 8, !alias.scope !78, !noalias !79
  store double %v6315, ptr %r962
  %v6316 = load i64, ptr %r12
  %v6317 = load i64, ptr %r468
  %v6318 = mul i64 %v6316, %v6317
  %v6319 = load i64, ptr %r480
  %v6320 = add i64 %v6318, %v6319
  %v6321 = load double, ptr %r962
  %v6322 = load ptr, ptr %r392
  %v6323 = getelementptr inbounds double, ptr %v6322, i64 %v6320
  store double %v6321, ptr %v6323, align 8, !alias.scope !152, !noalias !153
  %v6324 = load i64, ptr %r12
  %v6325 = load i64, ptr %r468
  %v6326 = mul i64 %v6324, %v6325
  %v6327 = load i64, ptr %r480
  %v6328 = add i64 %v6326, %v6327
  store i64 %v6328, ptr %r964
  %v6329 = load i64, ptr %r964
  %v6330 = load ptr, ptr %r898
  %v6331 = getelementptr inbounds double, ptr %v6330, i64 %v6329
  %v6332 = load double, ptr %v6331, align 8, !alias.scope !172, !noalias !173
  store double %v6332, ptr %r966
  %v6333 = load i64, ptr %r12
  %v6334 = load i64, ptr %r468
  %v6335 = mul i64 %v6333, %v6334
  store i64 %v6335, ptr %r968
  %v6336 = load i64, ptr %r968
  %v6337 = load i64, ptr %r480
  %v6338 = add i64 %v6336, %v6337
  store i64 %v6338, ptr %r970
  %v6339 = load i64, ptr %r12
  %v6340 = load i64, ptr %r53
  %v6341 = mul i64 %v6339, %v6340
  store i64 %v6341, ptr %r972
  %v6342 = load i64, ptr %r972
  %v6343 = load i64, ptr %r480
  %v6344 = add i64 %v6342, %v6343
  store i64 %v6344, ptr %r974
  %v6345 = load i64, ptr %r974
  %v6346 = load ptr, ptr %r392
  %v6347 = getelementptr inbounds double, ptr %v6346, i64 %v6345
  %v6348 = load double, ptr %v6347, align 8, !alias.scope !152, !noalias !153
  store double %v6348, ptr %r976
  %v6349 = load double, ptr %r966
  %v6350 = fneg double %v6349
  store double %v6350, ptr %r978
  %v6351 = load double, ptr %r978
  %v6352 = load double, ptr %r976
  %v6353 = fmul double %v6351, %v6352
  store double %v6353, ptr %r980
  %v6354 = load double, ptr %r978
  %v6355 = load double, ptr %r57
  %v6356 = fmul double %v6354, %v6355
  store double %v6356, ptr %r982
  %v6357 = load double, ptr %r673
  %v6358 = load double, ptr %r980
  %v6359 = fadd double %v6357, %v6358
  store double %v6359, ptr %r673
  %v6360 = load i64, ptr %r974
  %v6361 = load i64, ptr %r974
  %v6362 = load ptr, ptr %r898
  %v6363 = getelementptr inbounds double, ptr %v6362, i64 %v6361
  %v6364 = load double, ptr %v6363, align 8, !alias.scope !172, !noalias !173
  %v6365 = load double, ptr %r982
  %v6366 = fadd double %v6364, %v6365
  %v6367 = load ptr, ptr %r898
  %v6368 = getelementptr inbounds double, ptr %v6367, i64 %v6360
  store double %v6366, ptr %v6368, align 8, !alias.scope !172, !noalias !173
  br label %b6301
b6301:
  br label %b6302
b6302:
  %v6307 = add nsw i64 %v6306, -1
  %v6369 = icmp sgt i64 %v6307, %v6299
  br i1 %v6369, label %b6300, label %b6303, !llvm.loop !335
b6303:
  %v6370 = load ptr, ptr %tape.base
  %v6371 = ptrtoint ptr %v6370 to i64
  %v6372 = load ptr, ptr %tape.top
  %v6373 = ptrtoint ptr %v6372 to i64
  %v6374 = sub i64 %v6373, %v6371
  %v6375 = icmp slt i64 %v6374, 8
  br i1 %v6375, label %b6376, label %b6377, !prof !0
b6376:
  %v6378 = load ptr, ptr %tape.top
  %v6379 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6378, ptr %v6379, align 8
  %v6380 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6381 = icmp eq i64 %v6380, 0
  br i1 %v6381, label %b14, label %b6382, !prof !0
b6382:
  %v6383 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6384 = load ptr, ptr %v6383, align 8
  store ptr %v6384, ptr %tape.base
  %v6385 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6386 = load ptr, ptr %v6385, align 8
  store ptr %v6386, ptr %tape.top
  %v6387 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6388 = load ptr, ptr %v6387, align 8
  store ptr %v6388, ptr %tape.end
  br label %b6377
b6377:
  %v6389 = load ptr, ptr %tape.top
  %v6390 = getelementptr i8, ptr %v6389, i64 -8
  store ptr %v6390, ptr %tape.top
  %v6391 = load double, ptr %v6390, align 1, !alias.scope !78, !noalias !79
  store double %v6391, ptr %r57
  %v6392 = load double, ptr %r673
  store double %v6392, ptr %r984
  store double 0x0000000000000000, ptr %r673
  %v6393 = load i64, ptr %r12
  %v6394 = load i64, ptr %r468
  %v6395 = mul i64 %v6393, %v6394
  store i64 %v6395, ptr %r986
  %v6396 = load i64, ptr %r986
  %v6397 = load i64, ptr %r53
  %v6398 = add i64 %v6396, %v6397
  store i64 %v6398, ptr %r988
  %v6399 = load i64, ptr %r988
  %v6400 = load ptr, ptr %r392
  %v6401 = getelementptr inbounds double, ptr %v6400, i64 %v6399
  %v6402 = load double, ptr %v6401, align 8, !alias.scope !152, !noalias !153
  store double %v6402, ptr %r990
  %v6403 = load i64, ptr %r12
  %v6404 = load i64, ptr %r53
  %v6405 = mul i64 %v6403, %v6404
  store i64 %v6405, ptr %r992
  %v6406 = load i64, ptr %r992
  %v6407 = load i64, ptr %r53
  %v6408 = add i64 %v6406, %v6407
  store i64 %v6408, ptr %r994
  %v6409 = load i64, ptr %r994
  %v6410 = load ptr, ptr %r392
  %v6411 = getelementptr inbounds double, ptr %v6410, i64 %v6409
  %v6412 = load double, ptr %v6411, align 8, !alias.scope !152, !noalias !153
  store double %v6412, ptr %r996
  %v6413 = load double, ptr %r990
  %v6414 = load double, ptr %r996
  %v6415 = fdiv double %v6413, %v6414
  store double %v6415, ptr %r998
  %v6416 = load double, ptr %r984
  %v6417 = load double, ptr %r996
  %v6418 = fdiv double %v6416, %v6417
  store double %v6418, ptr %r1000
  %v6419 = load double, ptr %r984
  %v6420 = load double, ptr %r996
  %v6421 = fdiv double %v6419, %v6420
  %v6422 = load double, ptr %r998
  %v6423 = fmul double %v6421, %v6422
  %v6424 = fneg double %v6423
  store double %v6424, ptr %r1002
  %v6425 = load i64, ptr %r988
  %v6426 = load i64, ptr %r988
  %v6427 = load ptr, ptr %r898
  %v6428 = getelementptr inbounds double, ptr %v6427, i64 %v6426
  %v6429 = load double, ptr %v6428, align 8, !alias.scope !172, !noalias !173
  %v6430 = load double, ptr %r1000
  %v6431 = fadd double %v6429, %v6430
  %v6432 = load ptr, ptr %r898
  %v6433 = getelementptr inbounds double, ptr %v6432, i64 %v6425
  store double %v6431, ptr %v6433, align 8, !alias.scope !172, !noalias !173
  %v6434 = load i64, ptr %r994
  %v6435 = load i64, ptr %r994
  %v6436 = load ptr, ptr %r898
  %v6437 = getelementptr inbounds double, ptr %v6436, i64 %v6435
  %v6438 = load double, ptr %v6437, align 8, !alias.scope !172, !noalias !173
  %v6439 = load double, ptr %r1002
  %v6440 = fadd double %v6438, %v6439
  %v6441 = load ptr, ptr %r898
  %v6442 = getelementptr inbounds double, ptr %v6441, i64 %v6434
  store double %v6440, ptr %v6442, align 8, !alias.scope !172, !noalias !173
  br label %b6172
b6172:
  br label %b6173
b6173:
  %v6178 = add nsw i64 %v6177, -1
  %v6443 = icmp sgt i64 %v6178, %v6170
  br i1 %v6443, label %b6171, label %b6174, !llvm.loop !336
b6174:
  %v6444 = load i1, ptr %r432
  br i1 %v6444, label %b6445, label %b6447
b6445:
  %v6448 = sub i64 1, 0
  %v6449 = icmp sgt i64 %v6448, 0
  %v6450 = select i1 %v6449, i64 %v6448, i64 0
  store i64 %v6450, ptr %r450
  %v6451 = mul i64 0, 2
  store i64 %v6451, ptr %r452
  %v6452 = load i64, ptr %r452
  %v6453 = load i64, ptr %r450
  %v6454 = add i64 %v6452, %v6453
  store i64 %v6454, ptr %r454
  %v6455 = load i64, ptr %r454
  %v6456 = load i64, ptr %r450
  %v6457 = add i64 %v6455, %v6456
  %v6458 = mul i64 %v6457, 8
  %v6459 = add i64 %v6458, 7
  %v6460 = sdiv i64 %v6459, 8
  store i64 %v6460, ptr %r456
  %v6461 = load i64, ptr %r456
  %v6462 = load ptr, ptr %tape.top
  %v6463 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6462, ptr %v6463, align 8
  %v6464 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v6461, i64 8)
  %v6465 = icmp eq ptr %v6464, null
  br i1 %v6465, label %b14, label %b6466, !prof !0
b6466:
  %v6467 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6468 = load ptr, ptr %v6467, align 8
  store ptr %v6468, ptr %tape.base
  %v6469 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6470 = load ptr, ptr %v6469, align 8
  store ptr %v6470, ptr %tape.top
  %v6471 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6472 = load ptr, ptr %v6471, align 8
  store ptr %v6472, ptr %tape.end
  store ptr %v6464, ptr %r458
  %v6473 = sub i64 1, 1
  %v6474 = sub i64 0, 1
  %v6479 = icmp sgt i64 %v6473, %v6474
  br i1 %v6479, label %b6480, label %b6478
b6480:
  br label %b6475
b6475:
  %v6481 = phi i64 [ %v6473, %b6480 ], [ %v6482, %b6477 ]
  store i64 %v6481, ptr %r460
  %v6483 = load i64, ptr %r454
  %v6484 = load i64, ptr %r460
  %v6485 = add i64 %v6483, %v6484
  %v6486 = load ptr, ptr %r458
  %v6487 = getelementptr inbounds double, ptr %v6486, i64 %v6485
  %v6488 = load double, ptr %v6487, align 8, !alias.scope !78, !noalias !79
  store double %v6488, ptr %r1004
  %v6489 = load i64, ptr %r55
  %v6490 = load double, ptr %r1004
  %v6491 = load ptr, ptr %r396
  %v6492 = getelementptr inbounds double, ptr %v6491, i64 %v6489
  store double %v6490, ptr %v6492, align 8, !alias.scope !154, !noalias !155
  %v6493 = load i64, ptr %r55
  %v6494 = load ptr, ptr %r880
  %v6495 = getelementptr inbounds double, ptr %v6494, i64 %v6493
  %v6496 = load double, ptr %v6495, align 8, !alias.scope !168, !noalias !169
  store double %v6496, ptr %r1006
  %v6497 = load i64, ptr %r55
  %v6498 = load ptr, ptr %r880
  %v6499 = getelementptr inbounds double, ptr %v6498, i64 %v6497
  store double 0x0000000000000000, ptr %v6499, align 8, !alias.scope !168, !noalias !169
  %v6500 = load double, ptr %r671
  %v6501 = load double, ptr %r1006
  %v6502 = fadd double %v6500, %v6501
  store double %v6502, ptr %r671
  %v6503 = load i64, ptr %r452
  %v6504 = load i64, ptr %r460
  %v6505 = add i64 %v6503, %v6504
  %v6506 = load ptr, ptr %r458
  %v6507 = getelementptr inbounds double, ptr %v6506, i64 %v6505
  %v6508 = load double, ptr %v6507, align 8, !alias.scope !78, !noalias !79
  store double %v6508, ptr %r1008
  %v6509 = load i64, ptr %r53
  %v6510 = load double, ptr %r1008
  %v6511 = load ptr, ptr %r396
  %v6512 = getelementptr inbounds double, ptr %v6511, i64 %v6509
  store double %v6510, ptr %v6512, align 8, !alias.scope !154, !noalias !155
  %v6513 = load i64, ptr %r53
  %v6514 = load ptr, ptr %r880
  %v6515 = getelementptr inbounds double, ptr %v6514, i64 %v6513
  %v6516 = load double, ptr %v6515, align 8, !alias.scope !168, !noalias !169
  store double %v6516, ptr %r1010
  %v6517 = load i64, ptr %r53
  %v6518 = load ptr, ptr %r880
  %v6519 = getelementptr inbounds double, ptr %v6518, i64 %v6517
  store double 0x0000000000000000, ptr %v6519, align 8, !alias.scope !168, !noalias !169
  %v6520 = load i64, ptr %r55
  %v6521 = load i64, ptr %r55
  %v6522 = load ptr, ptr %r880
  %v6523 = getelementptr inbounds double, ptr %v6522, i64 %v6521
  %v6524 = load double, ptr %v6523, align 8, !alias.scope !168, !noalias !169
  %v6525 = load double, ptr %r1010
  %v6526 = fadd double %v6524, %v6525
  %v6527 = load ptr, ptr %r880
  %v6528 = getelementptr inbounds double, ptr %v6527, i64 %v6520
  store double %v6526, ptr %v6528, align 8, !alias.scope !168, !noalias !169
  %v6529 = load double, ptr %r671
  store double %v6529, ptr %r1012
  store double 0x0000000000000000, ptr %r671
  %v6530 = load i64, ptr %r53
  %v6531 = load i64, ptr %r53
  %v6532 = load ptr, ptr %r880
  %v6533 = getelementptr inbounds double, ptr %v6532, i64 %v6531
  %v6534 = load double, ptr %v6533, align 8, !alias.scope !168, !noalias !169
  %v6535 = load double, ptr %r1012
  %v6536 = fadd double %v6534, %v6535
  %v6537 = load ptr, ptr %r880
  %v6538 = getelementptr inbounds double, ptr %v6537, i64 %v6530
  store double %v6536, ptr %v6538, align 8, !alias.scope !168, !noalias !169
  br label %b6476
b6476:
  br label %b6477
b6477:
  %v6482 = add nsw i64 %v6481, -1
  %v6539 = icmp sgt i64 %v6482, %v6474
  br i1 %v6539, label %b6475, label %b6478, !llvm.loop !337
b6478:
  %v6540 = load ptr, ptr %tape.base
  %v6541 = ptrtoint ptr %v6540 to i64
  %v6542 = load ptr, ptr %tape.top
  %v6543 = ptrtoint ptr %v6542 to i64
  %v6544 = sub i64 %v6543, %v6541
  %v6545 = icmp slt i64 %v6544, 8
  br i1 %v6545, label %b6546, label %b6547, !prof !0
b6546:
  %v6548 = load ptr, ptr %tape.top
  %v6549 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6548, ptr %v6549, align 8
  %v6550 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6551 = icmp eq i64 %v6550, 0
  br i1 %v6551, label %b14, label %b6552, !prof !0
b6552:
  %v6553 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6554 = load ptr, ptr %v6553, align 8
  store ptr %v6554, ptr %tape.base
  %v6555 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6556 = load ptr, ptr %v6555, align 8
  store ptr %v6556, ptr %tape.top
  %v6557 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6558 = load ptr, ptr %v6557, align 8
  store ptr %v6558, ptr %tape.end
  br label %b6547
b6547:
  %v6559 = load ptr, ptr %tape.top
  %v6560 = getelementptr i8, ptr %v6559, i64 -8
  store ptr %v6560, ptr %tape.top
  %v6561 = load i64, ptr %v6560, align 1, !alias.scope !78, !noalias !79
  store i64 %v6561, ptr %r1014
  %v6562 = load i64, ptr %r12
  %v6563 = load i64, ptr %r1014
  %v6564 = sub i64 %v6562, %v6563
  %v6565 = icmp sgt i64 %v6564, 0
  %v6566 = select i1 %v6565, i64 %v6564, i64 0
  store i64 %v6566, ptr %r436
  %v6567 = mul i64 0, 2
  store i64 %v6567, ptr %r438
  %v6568 = load i64, ptr %r438
  %v6569 = load i64, ptr %r436
  %v6570 = add i64 %v6568, %v6569
  store i64 %v6570, ptr %r440
  %v6571 = load i64, ptr %r440
  %v6572 = load i64, ptr %r436
  %v6573 = add i64 %v6571, %v6572
  %v6574 = mul i64 %v6573, 8
  %v6575 = add i64 %v6574, 7
  %v6576 = sdiv i64 %v6575, 8
  store i64 %v6576, ptr %r442
  %v6577 = load i64, ptr %r442
  %v6578 = load ptr, ptr %tape.top
  %v6579 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6578, ptr %v6579, align 8
  %v6580 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v6577, i64 8)
  %v6581 = icmp eq ptr %v6580, null
  br i1 %v6581, label %b14, label %b6582, !prof !0
b6582:
  %v6583 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6584 = load ptr, ptr %v6583, align 8
  store ptr %v6584, ptr %tape.base
  %v6585 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6586 = load ptr, ptr %v6585, align 8
  store ptr %v6586, ptr %tape.top
  %v6587 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6588 = load ptr, ptr %v6587, align 8
  store ptr %v6588, ptr %tape.end
  store ptr %v6580, ptr %r444
  %v6589 = load i64, ptr %r12
  %v6590 = sub i64 %v6589, 1
  %v6591 = load i64, ptr %r1014
  %v6592 = sub i64 %v6591, 1
  %v6597 = icmp sgt i64 %v6590, %v6592
  br i1 %v6597, label %b6598, label %b6596
b6598:
  br label %b6593
b6593:
  %v6599 = phi i64 [ %v6590, %b6598 ], [ %v6600, %b6595 ]
  store i64 %v6599, ptr %r446
  %v6601 = load i64, ptr %r440
  %v6602 = load i64, ptr %r446
  %v6603 = load i64, ptr %r1014
  %v6604 = sub i64 %v6602, %v6603
  %v6605 = add i64 %v6601, %v6604
  %v6606 = load ptr, ptr %r444
  %v6607 = getelementptr inbounds double, ptr %v6606, i64 %v6605
  %v6608 = load double, ptr %v6607, align 8, !alias.scope !78, !noalias !79
  store double %v6608, ptr %r1016
  %v6609 = load i64, ptr %r12
  %v6610 = load i64, ptr %r55
  %v6611 = mul i64 %v6609, %v6610
  %v6612 = load i64, ptr %r446
  %v6613 = add i64 %v6611, %v6612
  %v6614 = load double, ptr %r1016
  %v6615 = load ptr, ptr %r392
  %v6616 = getelementptr inbounds double, ptr %v6615, i64 %v6613
  store double %v6614, ptr %v6616, align 8, !alias.scope !152, !noalias !153
  %v6617 = load i64, ptr %r12
  %v6618 = load i64, ptr %r55
  %v6619 = mul i64 %v6617, %v6618
  %v6620 = load i64, ptr %r446
  %v6621 = add i64 %v6619, %v6620
  store i64 %v6621, ptr %r1018
  %v6622 = load i64, ptr %r1018
  %v6623 = load ptr, ptr %r898
  %v6624 = getelementptr inbounds double, ptr %v6623, i64 %v6622
  %v6625 = load double, ptr %v6624, align 8, !alias.scope !172, !noalias !173
  store double %v6625, ptr %r1020
  %v6626 = load i64, ptr %r1018
  %v6627 = load ptr, ptr %r898
  %v6628 = getelementptr inbounds double, ptr %v6627, i64 %v6626
  store double 0x0000000000000000, ptr %v6628, align 8, !alias.scope !172, !noalias !173
  %v6629 = load double, ptr %r669
  %v6630 = load double, ptr %r1020
  %v6631 = fadd double %v6629, %v6630
  store double %v6631, ptr %r669
  %v6632 = load i64, ptr %r438
  %v6633 = load i64, ptr %r446
  %v6634 = load i64, ptr %r1014
  %v6635 = sub i64 %v6633, %v6634
  %v6636 = add i64 %v6632, %v6635
  %v6637 = load ptr, ptr %r444
  %v6638 = getelementptr inbounds double, ptr %v6637, i64 %v6636
  %v6639 = load double, ptr %v6638, align 8, !alias.scope !78, !noalias !79
  store double %v6639, ptr %r1022
  %v6640 = load i64, ptr %r12
  %v6641 = load i64, ptr %r53
  %v6642 = mul i64 %v6640, %v6641
  %v6643 = load i64, ptr %r446
  %v6644 = add i64 %v6642, %v6643
  %v6645 = load double, ptr %r1022
  %v6646 = load ptr, ptr %r392
  %v6647 = getelementptr inbounds double, ptr %v6646, i64 %v6644
  store double %v6645, ptr %v6647, align 8, !alias.scope !152, !noalias !153
  %v6648 = load i64, ptr %r12
  %v6649 = load i64, ptr %r53
  %v6650 = mul i64 %v6648, %v6649
  %v6651 = load i64, ptr %r446
  %v6652 = add i64 %v6650, %v6651
  store i64 %v6652, ptr %r1024
  %v6653 = load i64, ptr %r1024
  %v6654 = load ptr, ptr %r898
  %v6655 = getelementptr inbounds double, ptr %v6654, i64 %v6653
  %v6656 = load double, ptr %v6655, align 8, !alias.scope !172, !noalias !173
  store double %v6656, ptr %r1026
  %v6657 = load i64, ptr %r1024
  %v6658 = load ptr, ptr %r898
  %v6659 = getelementptr inbounds double, ptr %v6658, i64 %v6657
  store double 0x0000000000000000, ptr %v6659, align 8, !alias.scope !172, !noalias !173
  %v6660 = load i64, ptr %r12
  %v6661 = load i64, ptr %r55
  %v6662 = mul i64 %v6660, %v6661
  store i64 %v6662, ptr %r1028
  %v6663 = load i64, ptr %r1028
  %v6664 = load i64, ptr %r446
  %v6665 = add i64 %v6663, %v6664
  store i64 %v6665, ptr %r1030
  %v6666 = load i64, ptr %r1030
  %v6667 = load i64, ptr %r1030
  %v6668 = load ptr, ptr %r898
  %v6669 = getelementptr inbounds double, ptr %v6668, i64 %v6667
  %v6670 = load double, ptr %v6669, align 8, !alias.scope !172, !noalias !173
  %v6671 = load double, ptr %r1026
  %v6672 = fadd double %v6670, %v6671
  %v6673 = load ptr, ptr %r898
  %v6674 = getelementptr inbounds double, ptr %v6673, i64 %v6666
  store double %v6672, ptr %v6674, align 8, !alias.scope !172, !noalias !173
  %v6675 = load double, ptr %r669
  store double %v6675, ptr %r1032
  store double 0x0000000000000000, ptr %r669
  %v6676 = load i64, ptr %r12
  %v6677 = load i64, ptr %r53
  %v6678 = mul i64 %v6676, %v6677
  store i64 %v6678, ptr %r1034
  %v6679 = load i64, ptr %r1034
  %v6680 = load i64, ptr %r446
  %v6681 = add i64 %v6679, %v6680
  store i64 %v6681, ptr %r1036
  %v6682 = load i64, ptr %r1036
  %v6683 = load i64, ptr %r1036
  %v6684 = load ptr, ptr %r898
  %v6685 = getelementptr inbounds double, ptr %v6684, i64 %v6683
  %v6686 = load double, ptr %v6685, align 8, !alias.scope !172, !noalias !173
  %v6687 = load double, ptr %r1032
  %v6688 = fadd double %v6686, %v6687
  %v6689 = load ptr, ptr %r898
  %v6690 = getelementptr inbounds double, ptr %v6689, i64 %v6682
  store double %v6688, ptr %v6690, align 8, !alias.scope !172, !noalias !173
  br label %b6594
b6594:
  br label %b6595
b6595:
  %v6600 = add nsw i64 %v6599, -1
  %v6691 = icmp sgt i64 %v6600, %v6592
  br i1 %v6691, label %b6593, label %b6596, !llvm.loop !338
b6596:
  br label %b6447
b6447:
  br label %b6141
b6141:
  %v6692 = load ptr, ptr %tape.base
  %v6693 = ptrtoint ptr %v6692 to i64
  %v6694 = load ptr, ptr %tape.top
  %v6695 = ptrtoint ptr %v6694 to i64
  %v6696 = sub i64 %v6695, %v6693
  %v6697 = icmp slt i64 %v6696, 8
  br i1 %v6697, label %b6698, label %b6699, !prof !0
b6698:
  %v6700 = load ptr, ptr %tape.top
  %v6701 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6700, ptr %v6701, align 8
  %v6702 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6703 = icmp eq i64 %v6702, 0
  br i1 %v6703, label %b14, label %b6704, !prof !0
b6704:
  %v6705 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6706 = load ptr, ptr %v6705, align 8
  store ptr %v6706, ptr %tape.base
  %v6707 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6708 = load ptr, ptr %v6707, align 8
  store ptr %v6708, ptr %tape.top
  %v6709 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6710 = load ptr, ptr %v6709, align 8
  store ptr %v6710, ptr %tape.end
  br label %b6699
b6699:
  %v6711 = load ptr, ptr %tape.top
  %v6712 = getelementptr i8, ptr %v6711, i64 -8
  store ptr %v6712, ptr %tape.top
  %v6713 = load i64, ptr %v6712, align 1, !alias.scope !78, !noalias !79
  store i64 %v6713, ptr %r55
  br label %b6070
b6070:
  %v6714 = and i64 %v6075, 15
  %v6715 = icmp eq i64 %v6714, 15
  br i1 %v6715, label %b6716, label %b6717, !prof !0
b6717:
  br label %b6071
b6071:
  %v6076 = add nsw i64 %v6075, 1
  %v6720 = icmp slt i64 %v6076, %v6068
  br i1 %v6720, label %b6069, label %b6072, !llvm.loop !339
b6072:
  br label %b6039
b6039:
  %v6721 = and i64 %v6044, 15
  %v6722 = icmp eq i64 %v6721, 15
  br i1 %v6722, label %b6723, label %b6724, !prof !0
b6724:
  br label %b6040
b6040:
  %v6045 = add nsw i64 %v6044, 1
  %v6727 = icmp slt i64 %v6045, %v6037
  br i1 %v6727, label %b6038, label %b6041, !llvm.loop !340
b6041:
  %v6728 = load i64, ptr %r12
  %v6733 = icmp slt i64 0, %v6728
  br i1 %v6733, label %b6734, label %b6732
b6734:
  br label %b6729
b6729:
  %v6735 = phi i64 [ 0, %b6734 ], [ %v6736, %b6731 ]
  store i64 %v6735, ptr %r398
  %v6737 = load i64, ptr %r398
  %v6738 = load ptr, ptr %r880
  %v6739 = getelementptr inbounds double, ptr %v6738, i64 %v6737
  %v6740 = load double, ptr %v6739, align 8, !llvm.access.group !341, !alias.scope !168, !noalias !169
  store double %v6740, ptr %r1038
  %v6741 = load i64, ptr %r398
  %v6742 = load i64, ptr %r398
  %v6743 = load ptr, ptr %r882
  %v6744 = getelementptr inbounds double, ptr %v6743, i64 %v6742
  %v6745 = load double, ptr %v6744, align 8, !llvm.access.group !341, !alias.scope !170, !noalias !171
  %v6746 = load double, ptr %r1038
  %v6747 = fadd double %v6745, %v6746
  %v6748 = load ptr, ptr %r882
  %v6749 = getelementptr inbounds double, ptr %v6748, i64 %v6741
  store double %v6747, ptr %v6749, align 8, !llvm.access.group !341, !alias.scope !170, !noalias !171
  br label %b6730
b6730:
  br label %b6731
b6731:
  %v6736 = add nsw i64 %v6735, 1
  %v6750 = icmp slt i64 %v6736, %v6728
  br i1 %v6750, label %b6729, label %b6732, !llvm.loop !342
b6732:
  %v6751 = load ptr, ptr %r880
  call void @procedure_release(ptr %context, ptr %v6751)
  %v6752 = load ptr, ptr %r396
  call void @procedure_release(ptr %context, ptr %v6752)
  %v6753 = load i64, ptr %r214
  %v6758 = icmp slt i64 0, %v6753
  br i1 %v6758, label %b6759, label %b6757
b6759:
  br label %b6754
b6754:
  %v6760 = phi i64 [ 0, %b6759 ], [ %v6761, %b6756 ]
  store i64 %v6760, ptr %r394
  %v6762 = load i64, ptr %r394
  %v6763 = load ptr, ptr %r898
  %v6764 = getelementptr inbounds double, ptr %v6763, i64 %v6762
  %v6765 = load double, ptr %v6764, align 8, !llvm.access.group !343, !alias.scope !172, !noalias !173
  store double %v6765, ptr %r1040
  %v6766 = load i64, ptr %r394
  %v6767 = load i64, ptr %r394
  %v6768 = load ptr, ptr %r876
  %v6769 = getelementptr inbounds double, ptr %v6768, i64 %v6767
  %v6770 = load double, ptr %v6769, align 8, !llvm.access.group !343, !alias.scope !166, !noalias !167
  %v6771 = load double, ptr %r1040
  %v6772 = fadd double %v6770, %v6771
  %v6773 = load ptr, ptr %r876
  %v6774 = getelementptr inbounds double, ptr %v6773, i64 %v6766
  store double %v6772, ptr %v6774, align 8, !llvm.access.group !343, !alias.scope !166, !noalias !167
  br label %b6755
b6755:
  br label %b6756
b6756:
  %v6761 = add nsw i64 %v6760, 1
  %v6775 = icmp slt i64 %v6761, %v6753
  br i1 %v6775, label %b6754, label %b6757, !llvm.loop !344
b6757:
  %v6776 = load ptr, ptr %r898
  call void @procedure_release(ptr %context, ptr %v6776)
  %v6777 = load ptr, ptr %r392
  call void @procedure_release(ptr %context, ptr %v6777)
  %v6778 = load i64, ptr %r4
  %v6783 = icmp slt i64 0, %v6778
  br i1 %v6783, label %b6784, label %b6782
b6784:
  br label %b6779
b6779:
  %v6785 = phi i64 [ 0, %b6784 ], [ %v6786, %b6781 ]
  store i64 %v6785, ptr %r388
  %v6787 = load i64, ptr %r386
  %v6788 = load i64, ptr %r388
  %v6789 = add i64 %v6787, %v6788
  store i64 %v6789, ptr %r1042
  %v6790 = load i64, ptr %r1042
  %v6791 = load ptr, ptr %r708
  %v6792 = getelementptr inbounds double, ptr %v6791, i64 %v6790
  %v6793 = load double, ptr %v6792, align 8, !llvm.access.group !345, !alias.scope !162, !noalias !163
  store double %v6793, ptr %r1044
  %v6794 = load i64, ptr %r1042
  %v6795 = load ptr, ptr %r708
  %v6796 = getelementptr inbounds double, ptr %v6795, i64 %v6794
  store double 0x0000000000000000, ptr %v6796, align 8, !llvm.access.group !345, !alias.scope !162, !noalias !163
  %v6797 = load i64, ptr %r388
  %v6798 = load i64, ptr %r388
  %v6799 = load ptr, ptr %r73
  %v6800 = getelementptr inbounds double, ptr %v6799, i64 %v6798
  %v6801 = load double, ptr %v6800, align 8, !llvm.access.group !345, !alias.scope !142, !noalias !143
  %v6802 = load double, ptr %r1044
  %v6803 = fadd double %v6801, %v6802
  %v6804 = load ptr, ptr %r73
  %v6805 = getelementptr inbounds double, ptr %v6804, i64 %v6797
  store double %v6803, ptr %v6805, align 8, !llvm.access.group !345, !alias.scope !142, !noalias !143
  br label %b6780
b6780:
  br label %b6781
b6781:
  %v6786 = add nsw i64 %v6785, 1
  %v6806 = icmp slt i64 %v6786, %v6778
  br i1 %v6806, label %b6779, label %b6782, !llvm.loop !346
b6782:
  %v6807 = load ptr, ptr %tape.base
  %v6808 = ptrtoint ptr %v6807 to i64
  %v6809 = load ptr, ptr %tape.top
  %v6810 = ptrtoint ptr %v6809 to i64
  %v6811 = sub i64 %v6810, %v6808
  %v6812 = icmp slt i64 %v6811, 8
  br i1 %v6812, label %b6813, label %b6814, !prof !0
b6813:
  %v6815 = load ptr, ptr %tape.top
  %v6816 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6815, ptr %v6816, align 8
  %v6817 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6818 = icmp eq i64 %v6817, 0
  br i1 %v6818, label %b14, label %b6819, !prof !0
b6819:
  %v6820 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6821 = load ptr, ptr %v6820, align 8
  store ptr %v6821, ptr %tape.base
  %v6822 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6823 = load ptr, ptr %v6822, align 8
  store ptr %v6823, ptr %tape.top
  %v6824 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6825 = load ptr, ptr %v6824, align 8
  store ptr %v6825, ptr %tape.end
  br label %b6814
b6814:
  %v6826 = load ptr, ptr %tape.top
  %v6827 = getelementptr i8, ptr %v6826, i64 -8
  store ptr %v6827, ptr %tape.top
  %v6828 = load i64, ptr %v6827, align 1, !alias.scope !78, !noalias !79
  store i64 %v6828, ptr %r1046
  %v6829 = load i64, ptr %r1046
  %v6830 = call ptr @procedure_alloc_within(ptr %context, i64 %v6829, i64 8, i64 0)
  %v6831 = icmp eq ptr %v6830, null
  br i1 %v6831, label %b14, label %b6832, !prof !0
b6832:
  store ptr %v6830, ptr %r1048
  %v6833 = load ptr, ptr %tape.base
  %v6834 = ptrtoint ptr %v6833 to i64
  %v6835 = load ptr, ptr %tape.top
  %v6836 = ptrtoint ptr %v6835 to i64
  %v6837 = sub i64 %v6836, %v6834
  %v6838 = icmp slt i64 %v6837, 16
  br i1 %v6838, label %b6839, label %b6840, !prof !0
b6840:
  %v6842 = load ptr, ptr %tape.top
  %v6843 = getelementptr i8, ptr %v6842, i64 -8
  store ptr %v6843, ptr %tape.top
  %v6844 = load ptr, ptr %v6843, align 1, !alias.scope !78, !noalias !79
  store ptr %v6844, ptr %r189
  %v6845 = load ptr, ptr %tape.top
  %v6846 = getelementptr i8, ptr %v6845, i64 -8
  store ptr %v6846, ptr %tape.top
  %v6847 = load i64, ptr %v6846, align 1, !alias.scope !78, !noalias !79
  store i64 %v6847, ptr %r1050
  br label %b6841
b6839:
  %v6848 = load ptr, ptr %tape.base
  %v6849 = ptrtoint ptr %v6848 to i64
  %v6850 = load ptr, ptr %tape.top
  %v6851 = ptrtoint ptr %v6850 to i64
  %v6852 = sub i64 %v6851, %v6849
  %v6853 = icmp slt i64 %v6852, 8
  br i1 %v6853, label %b6854, label %b6855, !prof !0
b6854:
  %v6856 = load ptr, ptr %tape.top
  %v6857 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6856, ptr %v6857, align 8
  %v6858 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6859 = icmp eq i64 %v6858, 0
  br i1 %v6859, label %b14, label %b6860, !prof !0
b6860:
  %v6861 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6862 = load ptr, ptr %v6861, align 8
  store ptr %v6862, ptr %tape.base
  %v6863 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6864 = load ptr, ptr %v6863, align 8
  store ptr %v6864, ptr %tape.top
  %v6865 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6866 = load ptr, ptr %v6865, align 8
  store ptr %v6866, ptr %tape.end
  br label %b6855
b6855:
  %v6867 = load ptr, ptr %tape.top
  %v6868 = getelementptr i8, ptr %v6867, i64 -8
  store ptr %v6868, ptr %tape.top
  %v6869 = load ptr, ptr %v6868, align 1, !alias.scope !78, !noalias !79
  store ptr %v6869, ptr %r189
  %v6870 = load ptr, ptr %tape.base
  %v6871 = ptrtoint ptr %v6870 to i64
  %v6872 = load ptr, ptr %tape.top
  %v6873 = ptrtoint ptr %v6872 to i64
  %v6874 = sub i64 %v6873, %v6871
  %v6875 = icmp slt i64 %v6874, 8
  br i1 %v6875, label %b6876, label %b6877, !prof !0
b6876:
  %v6878 = load ptr, ptr %tape.top
  %v6879 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6878, ptr %v6879, align 8
  %v6880 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6881 = icmp eq i64 %v6880, 0
  br i1 %v6881, label %b14, label %b6882, !prof !0
b6882:
  %v6883 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6884 = load ptr, ptr %v6883, align 8
  store ptr %v6884, ptr %tape.base
  %v6885 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6886 = load ptr, ptr %v6885, align 8
  store ptr %v6886, ptr %tape.top
  %v6887 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6888 = load ptr, ptr %v6887, align 8
  store ptr %v6888, ptr %tape.end
  br label %b6877
b6877:
  %v6889 = load ptr, ptr %tape.top
  %v6890 = getelementptr i8, ptr %v6889, i64 -8
  store ptr %v6890, ptr %tape.top
  %v6891 = load i64, ptr %v6890, align 1, !alias.scope !78, !noalias !79
  store i64 %v6891, ptr %r1050
  br label %b6841
b6841:
  %v6892 = load i64, ptr %r1050
  %v6893 = call ptr @procedure_alloc_within(ptr %context, i64 %v6892, i64 8, i64 0)
  %v6894 = icmp eq ptr %v6893, null
  br i1 %v6894, label %b14, label %b6895, !prof !0
b6895:
  store ptr %v6893, ptr %r1052
  %v6896 = load i64, ptr %r97
  %v6901 = icmp slt i64 0, %v6896
  br i1 %v6901, label %b6902, label %b6900
b6902:
  br label %b6897
b6897:
  %v6903 = phi i64 [ 0, %b6902 ], [ %v6904, %b6899 ]
  store i64 %v6903, ptr %r384
  %v6905 = load i64, ptr %r384
  %v6906 = load ptr, ptr %r75
  %v6907 = getelementptr inbounds double, ptr %v6906, i64 %v6905
  %v6908 = load double, ptr %v6907, align 8, !llvm.access.group !347, !alias.scope !150, !noalias !151
  store double %v6908, ptr %r1054
  %v6909 = load double, ptr %r1054
  %v6910 = fneg double %v6909
  store double %v6910, ptr %r1056
  %v6911 = load i64, ptr %r384
  %v6912 = load double, ptr %r1054
  %v6913 = load ptr, ptr %r1052
  %v6914 = getelementptr inbounds double, ptr %v6913, i64 %v6911
  store double %v6912, ptr %v6914, align 8, !llvm.access.group !347, !alias.scope !176, !noalias !177
  %v6915 = load i64, ptr %r384
  %v6916 = load double, ptr %r1056
  %v6917 = load ptr, ptr %r1048
  %v6918 = getelementptr inbounds double, ptr %v6917, i64 %v6915
  store double %v6916, ptr %v6918, align 8, !llvm.access.group !347, !alias.scope !174, !noalias !175
  br label %b6898
b6898:
  br label %b6899
b6899:
  %v6904 = add nsw i64 %v6903, 1
  %v6919 = icmp slt i64 %v6904, %v6896
  br i1 %v6919, label %b6897, label %b6900, !llvm.loop !348
b6900:
  %v6920 = load ptr, ptr %tape.base
  %v6921 = ptrtoint ptr %v6920 to i64
  %v6922 = load ptr, ptr %tape.top
  %v6923 = ptrtoint ptr %v6922 to i64
  %v6924 = sub i64 %v6923, %v6921
  %v6925 = icmp slt i64 %v6924, 8
  br i1 %v6925, label %b6926, label %b6927, !prof !0
b6926:
  %v6928 = load ptr, ptr %tape.top
  %v6929 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6928, ptr %v6929, align 8
  %v6930 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6931 = icmp eq i64 %v6930, 0
  br i1 %v6931, label %b14, label %b6932, !prof !0
b6932:
  %v6933 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6934 = load ptr, ptr %v6933, align 8
  store ptr %v6934, ptr %tape.base
  %v6935 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6936 = load ptr, ptr %v6935, align 8
  store ptr %v6936, ptr %tape.top
  %v6937 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6938 = load ptr, ptr %v6937, align 8
  store ptr %v6938, ptr %tape.end
  br label %b6927
b6927:
  %v6939 = load ptr, ptr %tape.top
  %v6940 = getelementptr i8, ptr %v6939, i64 -8
  store ptr %v6940, ptr %tape.top
  %v6941 = load ptr, ptr %v6940, align 1, !alias.scope !78, !noalias !79
  store ptr %v6941, ptr %r1058
  %v6942 = load ptr, ptr %r1058
  call void @procedure_release(ptr %context, ptr %v6942)
  %v6943 = load ptr, ptr %tape.base
  %v6944 = ptrtoint ptr %v6943 to i64
  %v6945 = load ptr, ptr %tape.top
  %v6946 = ptrtoint ptr %v6945 to i64
  %v6947 = sub i64 %v6946, %v6944
  %v6948 = icmp slt i64 %v6947, 8
  br i1 %v6948, label %b6949, label %b6950, !prof !0
b6949:
  %v6951 = load ptr, ptr %tape.top
  %v6952 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6951, ptr %v6952, align 8
  %v6953 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6954 = icmp eq i64 %v6953, 0
  br i1 %v6954, label %b14, label %b6955, !prof !0
b6955:
  %v6956 = getelementptr inbounds i64, ptr %tape, i64 4
  %v6957 = load ptr, ptr %v6956, align 8
  store ptr %v6957, ptr %tape.base
  %v6958 = getelementptr inbounds i64, ptr %tape, i64 5
  %v6959 = load ptr, ptr %v6958, align 8
  store ptr %v6959, ptr %tape.top
  %v6960 = getelementptr inbounds i64, ptr %tape, i64 6
  %v6961 = load ptr, ptr %v6960, align 8
  store ptr %v6961, ptr %tape.end
  br label %b6950
b6950:
  %v6962 = load ptr, ptr %tape.top
  %v6963 = getelementptr i8, ptr %v6962, i64 -8
  store ptr %v6963, ptr %tape.top
  %v6964 = load ptr, ptr %v6963, align 1, !alias.scope !78, !noalias !79
  store ptr %v6964, ptr %r1060
  %v6965 = load ptr, ptr %r1060
  call void @procedure_release(ptr %context, ptr %v6965)
  %v6966 = load ptr, ptr %tape.base
  %v6967 = ptrtoint ptr %v6966 to i64
  %v6968 = load ptr, ptr %tape.top
  %v6969 = ptrtoint ptr %v6968 to i64
  %v6970 = sub i64 %v6969, %v6967
  %v6971 = icmp slt i64 %v6970, 32
  br i1 %v6971, label %b6972, label %b6973, !prof !0
b6973:
  %v6975 = load ptr, ptr %tape.top
  %v6976 = getelementptr i8, ptr %v6975, i64 -8
  store ptr %v6976, ptr %tape.top
  %v6977 = load ptr, ptr %v6976, align 1, !alias.scope !78, !noalias !79
  store ptr %v6977, ptr %r75
  %v6978 = load ptr, ptr %tape.top
  %v6979 = getelementptr i8, ptr %v6978, i64 -8
  store ptr %v6979, ptr %tape.top
  %v6980 = load ptr, ptr %v6979, align 1, !alias.scope !78, !noalias !79
  store ptr %v6980, ptr %r51
  %v6981 = load ptr, ptr %tape.top
  %v6982 = getelementptr i8, ptr %v6981, i64 -8
  store ptr %v6982, ptr %tape.top
  %v6983 = load ptr, ptr %v6982, align 1, !alias.scope !78, !noalias !79
  store ptr %v6983, ptr %r376
  %v6984 = load ptr, ptr %tape.top
  %v6985 = getelementptr i8, ptr %v6984, i64 -8
  store ptr %v6985, ptr %tape.top
  %v6986 = load i64, ptr %v6985, align 1, !alias.scope !78, !noalias !79
  store i64 %v6986, ptr %r1062
  br label %b6974
b6972:
  %v6987 = load ptr, ptr %tape.base
  %v6988 = ptrtoint ptr %v6987 to i64
  %v6989 = load ptr, ptr %tape.top
  %v6990 = ptrtoint ptr %v6989 to i64
  %v6991 = sub i64 %v6990, %v6988
  %v6992 = icmp slt i64 %v6991, 8
  br i1 %v6992, label %b6993, label %b6994, !prof !0
b6993:
  %v6995 = load ptr, ptr %tape.top
  %v6996 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v6995, ptr %v6996, align 8
  %v6997 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v6998 = icmp eq i64 %v6997, 0
  br i1 %v6998, label %b14, label %b6999, !prof !0
b6999:
  %v7000 = getelementptr inbounds i64, ptr %tape, i64 4
  %v7001 = load ptr, ptr %v7000, align 8
  store ptr %v7001, ptr %tape.base
  %v7002 = getelementptr inbounds i64, ptr %tape, i64 5
  %v7003 = load ptr, ptr %v7002, align 8
  store ptr %v7003, ptr %tape.top
  %v7004 = getelementptr inbounds i64, ptr %tape, i64 6
  %v7005 = load ptr, ptr %v7004, align 8
  store ptr %v7005, ptr %tape.end
  br label %b6994
b6994:
  %v7006 = load ptr, ptr %tape.top
  %v7007 = getelementptr i8, ptr %v7006, i64 -8
  store ptr %v7007, ptr %tape.top
  %v7008 = load ptr, ptr %v7007, align 1, !alias.scope !78, !noalias !79
  store ptr %v7008, ptr %r75
  %v7009 = load ptr, ptr %tape.base
  %v7010 = ptrtoint ptr %v7009 to i64
  %v7011 = load ptr, ptr %tape.top
  %v7012 = ptrtoint ptr %v7011 to i64
  %v7013 = sub i64 %v7012, %v7010
  %v7014 = icmp slt i64 %v7013, 8
  br i1 %v7014, label %b7015, label %b7016, !prof !0
b7015:
  %v7017 = load ptr, ptr %tape.top
  %v7018 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v7017, ptr %v7018, align 8
  %v7019 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v7020 = icmp eq i64 %v7019, 0
  br i1 %v7020, label %b14, label %b7021, !prof !0
b7021:
  %v7022 = getelementptr inbounds i64, ptr %tape, i64 4
  %v7023 = load ptr, ptr %v7022, align 8
  store ptr %v7023, ptr %tape.base
  %v7024 = getelementptr inbounds i64, ptr %tape, i64 5
  %v7025 = load ptr, ptr %v7024, align 8
  store ptr %v7025, ptr %tape.top
  %v7026 = getelementptr inbounds i64, ptr %tape, i64 6
  %v7027 = load ptr, ptr %v7026, align 8
  store ptr %v7027, ptr %tape.end
  br label %b7016
b7016:
  %v7028 = load ptr, ptr %tape.top
  %v7029 = getelementptr i8, ptr %v7028, i64 -8
  store ptr %v7029, ptr %tape.top
  %v7030 = load ptr, ptr %v7029, align 1, !alias.scope !78, !noalias !79
  store ptr %v7030, ptr %r51
  %v7031 = load ptr, ptr %tape.base
  %v7032 = ptrtoint ptr %v7031 to i64
  %v7033 = load ptr, ptr %tape.top
  %v7034 = ptrtoint ptr %v7033 to i64
  %v7035 = sub i64 %v7034, %v7032
  %v7036 = icmp slt i64 %v7035, 8
  br i1 %v7036, label %b7037, label %b7038, !prof !0
b7037:
  %v7039 = load ptr, ptr %tape.top
  %v7040 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v7039, ptr %v7040, align 8
  %v7041 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v7042 = icmp eq i64 %v7041, 0
  br i1 %v7042, label %b14, label %b7043, !prof !0
b7043:
  %v7044 = getelementptr inbounds i64, ptr %tape, i64 4
  %v7045 = load ptr, ptr %v7044, align 8
  store ptr %v7045, ptr %tape.base
  %v7046 = getelementptr inbounds i64, ptr %tape, i64 5
  %v7047 = load ptr, ptr %v7046, align 8
  store ptr %v7047, ptr %tape.top
  %v7048 = getelementptr inbounds i64, ptr %tape, i64 6
  %v7049 = load ptr, ptr %v7048, align 8
  store ptr %v7049, ptr %tape.end
  br label %b7038
b7038:
  %v7050 = load ptr, ptr %tape.top
  %v7051 = getelementptr i8, ptr %v7050, i64 -8
  store ptr %v7051, ptr %tape.top
  %v7052 = load ptr, ptr %v7051, align 1, !alias.scope !78, !noalias !79
  store ptr %v7052, ptr %r376
  %v7053 = load ptr, ptr %tape.base
  %v7054 = ptrtoint ptr %v7053 to i64
  %v7055 = load ptr, ptr %tape.top
  %v7056 = ptrtoint ptr %v7055 to i64
  %v7057 = sub i64 %v7056, %v7054
  %v7058 = icmp slt i64 %v7057, 8
  br i1 %v7058, label %b7059, label %b7060, !prof !0
b7059:
  %v7061 = load ptr, ptr %tape.top
  %v7062 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v7061, ptr %v7062, align 8
  %v7063 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v7064 = icmp eq i64 %v7063, 0
  br i1 %v7064, label %b14, label %b7065, !prof !0
b7065:
  %v7066 = getelementptr inbounds i64, ptr %tape, i64 4
  %v7067 = load ptr, ptr %v7066, align 8
  store ptr %v7067, ptr %tape.base
  %v7068 = getelementptr inbounds i64, ptr %tape, i64 5
  %v7069 = load ptr, ptr %v7068, align 8
  store ptr %v7069, ptr %tape.top
  %v7070 = getelementptr inbounds i64, ptr %tape, i64 6
  %v7071 = load ptr, ptr %v7070, align 8
  store ptr %v7071, ptr %tape.end
  br label %b7060
b7060:
  %v7072 = load ptr, ptr %tape.top
  %v7073 = getelementptr i8, ptr %v7072, i64 -8
  store ptr %v7073, ptr %tape.top
  %v7074 = load i64, ptr %v7073, align 1, !alias.scope !78, !noalias !79
  store i64 %v7074, ptr %r1062
  br label %b6974
b6974:
  %v7075 = load i64, ptr %r1062
  %v7076 = call ptr @procedure_alloc_within(ptr %context, i64 %v7075, i64 8, i64 1)
  %v7077 = icmp eq ptr %v7076, null
  br i1 %v7077, label %b14, label %b7078, !prof !0
b7078:
  store ptr %v7076, ptr %r1064
  %v7079 = load i64, ptr %r4
  %v7080 = icmp eq i64 %v7079, 1
  br i1 %v7080, label %b7081, label %b7082
b7081:
  %v7084 = load i64, ptr %r4
  %v7085 = icmp ne i64 %v7084, 0
  %v7086 = icmp ne i64 1, 0
  %v7087 = and i1 %v7085, %v7086
  br i1 %v7087, label %b7088, label %b7089
b7088:
  %v7091 = load i64, ptr %r4
  %v7096 = icmp slt i64 0, %v7091
  br i1 %v7096, label %b7097, label %b7095
b7097:
  br label %b7092
b7092:
  %v7098 = phi i64 [ 0, %b7097 ], [ %v7099, %b7094 ]
  store i64 %v7098, ptr %r1066
  %v7100 = load i64, ptr %r4
  %v7105 = icmp slt i64 0, %v7100
  br i1 %v7105, label %b7106, label %b7104
b7106:
  br label %b7101
b7101:
  %v7107 = phi i64 [ 0, %b7106 ], [ %v7108, %b7103 ]
  store i64 %v7107, ptr %r1068
  %v7109 = load i64, ptr %r1066
  %v7110 = load i64, ptr %r4
  %v7111 = mul i64 %v7109, %v7110
  %v7112 = add i64 0, %v7111
  %v7113 = load i64, ptr %r1068
  %v7114 = mul i64 %v7113, 1
  %v7115 = add i64 %v7112, %v7114
  %v7116 = load i64, ptr %r1066
  %v7117 = load i64, ptr %r4
  %v7118 = mul i64 %v7116, %v7117
  %v7119 = add i64 0, %v7118
  %v7120 = load i64, ptr %r1068
  %v7121 = mul i64 %v7120, 1
  %v7122 = add i64 %v7119, %v7121
  %v7123 = load ptr, ptr %r1064
  %v7124 = getelementptr inbounds double, ptr %v7123, i64 %v7122
  %v7125 = load double, ptr %v7124, align 8, !llvm.access.group !351, !alias.scope !178, !noalias !179
  %v7126 = load i64, ptr %r1066
  %v7127 = mul i64 %v7126, %v7117
  %v7128 = add i64 0, %v7127
  %v7129 = load ptr, ptr %r1048
  %v7130 = getelementptr inbounds double, ptr %v7129, i64 %v7128
  %v7131 = load double, ptr %v7130, align 8, !llvm.access.group !351, !alias.scope !174, !noalias !175
  %v7132 = load i64, ptr %r1068
  %v7133 = mul i64 %v7132, %v7117
  %v7134 = add i64 0, %v7133
  %v7135 = load ptr, ptr %r189
  %v7136 = getelementptr inbounds double, ptr %v7135, i64 %v7134
  %v7137 = load double, ptr %v7136, align 8, !llvm.access.group !351, !alias.scope !120, !noalias !121
  %v7138 = fmul double %v7131, %v7137
  %v7139 = fadd double %v7125, %v7138
  %v7140 = load ptr, ptr %r1064
  %v7141 = getelementptr inbounds double, ptr %v7140, i64 %v7115
  store double %v7139, ptr %v7141, align 8, !llvm.access.group !351, !alias.scope !178, !noalias !179
  br label %b7102
b7102:
  br label %b7103
b7103:
  %v7108 = add nsw i64 %v7107, 1
  %v7142 = icmp slt i64 %v7108, %v7100
  br i1 %v7142, label %b7101, label %b7104, !llvm.loop !352
b7104:
  br label %b7093
b7093:
  br label %b7094
b7094:
  %v7099 = add nsw i64 %v7098, 1
  %v7143 = icmp slt i64 %v7099, %v7091
  br i1 %v7143, label %b7092, label %b7095, !llvm.loop !353
b7095:
  br label %b7090
b7089:
  %v7144 = load i64, ptr %r4
  %v7149 = icmp slt i64 0, %v7144
  br i1 %v7149, label %b7150, label %b7148
b7150:
  br label %b7145
b7145:
  %v7151 = phi i64 [ 0, %b7150 ], [ %v7152, %b7147 ]
  store i64 %v7151, ptr %r1066
  %v7153 = load i64, ptr %r4
  %v7158 = icmp slt i64 0, %v7153
  br i1 %v7158, label %b7159, label %b7157
b7159:
  br label %b7154
b7154:
  %v7160 = phi i64 [ 0, %b7159 ], [ %v7161, %b7156 ]
  store i64 %v7160, ptr %r1068
  %v7162 = load i64, ptr %r1066
  %v7163 = load i64, ptr %r4
  %v7164 = mul i64 %v7162, %v7163
  %v7165 = add i64 0, %v7164
  %v7166 = load i64, ptr %r1068
  %v7167 = mul i64 %v7166, 1
  %v7168 = add i64 %v7165, %v7167
  %v7169 = load i64, ptr %r1066
  %v7170 = load i64, ptr %r4
  %v7171 = mul i64 %v7169, %v7170
  %v7172 = add i64 0, %v7171
  %v7173 = load i64, ptr %r1068
  %v7174 = mul i64 %v7173, 1
  %v7175 = add i64 %v7172, %v7174
  %v7176 = load ptr, ptr %r1064
  %v7177 = getelementptr inbounds double, ptr %v7176, i64 %v7175
  %v7178 = load double, ptr %v7177, align 8, !alias.scope !178, !noalias !179
  %v7179 = load i64, ptr %r1066
  %v7180 = mul i64 %v7179, %v7170
  %v7181 = add i64 0, %v7180
  %v7182 = load ptr, ptr %r1048
  %v7183 = getelementptr inbounds double, ptr %v7182, i64 %v7181
  %v7184 = load double, ptr %v7183, align 8, !alias.scope !174, !noalias !175
  %v7185 = load i64, ptr %r1068
  %v7186 = mul i64 %v7185, %v7170
  %v7187 = add i64 0, %v7186
  %v7188 = load ptr, ptr %r189
  %v7189 = getelementptr inbounds double, ptr %v7188, i64 %v7187
  %v7190 = load double, ptr %v7189, align 8, !alias.scope !120, !noalias !121
  %v7191 = fmul double %v7184, %v7190
  %v7192 = fadd double %v7178, %v7191
  %v7193 = load ptr, ptr %r1064
  %v7194 = getelementptr inbounds double, ptr %v7193, i64 %v7168
  store double %v7192, ptr %v7194, align 8, !alias.scope !178, !noalias !179
  br label %b7155
b7155:
  br label %b7156
b7156:
  %v7161 = add nsw i64 %v7160, 1
  %v7195 = icmp slt i64 %v7161, %v7153
  br i1 %v7195, label %b7154, label %b7157, !llvm.loop !354
b7157:
  br label %b7146
b7146:
  br label %b7147
b7147:
  %v7152 = add nsw i64 %v7151, 1
  %v7196 = icmp slt i64 %v7152, %v7144
  br i1 %v7196, label %b7145, label %b7148, !llvm.loop !355
b7148:
  br label %b7090
b7090:
  br label %b7083
b7082:
  %v7197 = load i64, ptr %r4
  %v7198 = mul i64 %v7197, %v7197
  %v7199 = call ptr @procedure_alloc_within(ptr %context, i64 %v7198, i64 8, i64 0)
  %v7200 = icmp eq ptr %v7199, null
  br i1 %v7200, label %b14, label %b7201, !prof !0
b7201:
  store ptr %v7199, ptr %r1070
  %v7202 = load i64, ptr %r4
  store i64 %v7202, ptr %r1072, align 8
  %v7203 = load i64, ptr %r4
  %v7204 = getelementptr inbounds i64, ptr %r1072, i64 1
  store i64 %v7203, ptr %v7204, align 8
  %v7205 = load i64, ptr %r4
  %v7206 = getelementptr inbounds i64, ptr %r1072, i64 2
  store i64 %v7205, ptr %v7206, align 8
  %v7207 = getelementptr inbounds i64, ptr %r1072, i64 3
  store i64 0, ptr %v7207, align 8
  %v7208 = load i64, ptr %r4
  %v7209 = getelementptr inbounds i64, ptr %r1072, i64 4
  store i64 %v7208, ptr %v7209, align 8
  %v7210 = getelementptr inbounds i64, ptr %r1072, i64 5
  store i64 1, ptr %v7210, align 8
  %v7211 = getelementptr inbounds i64, ptr %r1072, i64 6
  store i64 0, ptr %v7211, align 8
  %v7212 = getelementptr inbounds i64, ptr %r1072, i64 7
  store i64 1, ptr %v7212, align 8
  %v7213 = load i64, ptr %r4
  %v7214 = getelementptr inbounds i64, ptr %r1072, i64 8
  store i64 %v7213, ptr %v7214, align 8
  %v7215 = getelementptr inbounds i64, ptr %r1072, i64 9
  store i64 0, ptr %v7215, align 8
  %v7216 = load i64, ptr %r4
  %v7217 = getelementptr inbounds i64, ptr %r1072, i64 10
  store i64 %v7216, ptr %v7217, align 8
  %v7218 = getelementptr inbounds i64, ptr %r1072, i64 11
  store i64 1, ptr %v7218, align 8
  %v7219 = load ptr, ptr %r1048
  %v7220 = load ptr, ptr %r189
  %v7221 = load ptr, ptr %r1070
  %v7222 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v7219, ptr %v7220, ptr %v7221, ptr %r1072)
  %v7223 = icmp eq i64 %v7222, 0
  br i1 %v7223, label %b14, label %b7224, !prof !0
b7224:
  %v7225 = load i64, ptr %r4
  %v7226 = icmp ne i64 %v7225, 0
  %v7227 = icmp ne i64 1, 0
  %v7228 = and i1 %v7226, %v7227
  br i1 %v7228, label %b7229, label %b7230
b7229:
  %v7232 = load i64, ptr %r4
  %v7237 = icmp slt i64 0, %v7232
  br i1 %v7237, label %b7238, label %b7236
b7238:
  br label %b7233
b7233:
  %v7239 = phi i64 [ 0, %b7238 ], [ %v7240, %b7235 ]
  store i64 %v7239, ptr %r1066
  %v7241 = load i64, ptr %r4
  %v7246 = icmp slt i64 0, %v7241
  br i1 %v7246, label %b7247, label %b7245
b7247:
  br label %b7242
b7242:
  %v7248 = phi i64 [ 0, %b7247 ], [ %v7249, %b7244 ]
  store i64 %v7248, ptr %r1068
  %v7250 = load i64, ptr %r1066
  %v7251 = load i64, ptr %r4
  %v7252 = mul i64 %v7250, %v7251
  %v7253 = add i64 0, %v7252
  %v7254 = load i64, ptr %r1068
  %v7255 = mul i64 %v7254, 1
  %v7256 = add i64 %v7253, %v7255
  %v7257 = load i64, ptr %r1066
  %v7258 = load i64, ptr %r4
  %v7259 = mul i64 %v7257, %v7258
  %v7260 = add i64 0, %v7259
  %v7261 = load i64, ptr %r1068
  %v7262 = mul i64 %v7261, 1
  %v7263 = add i64 %v7260, %v7262
  %v7264 = load ptr, ptr %r1064
  %v7265 = getelementptr inbounds double, ptr %v7264, i64 %v7263
  %v7266 = load double, ptr %v7265, align 8, !llvm.access.group !358, !alias.scope !178, !noalias !179
  %v7267 = load i64, ptr %r1066
  %v7268 = mul i64 %v7267, %v7258
  %v7269 = load i64, ptr %r1068
  %v7270 = add i64 %v7268, %v7269
  %v7271 = load ptr, ptr %r1070
  %v7272 = getelementptr inbounds double, ptr %v7271, i64 %v7270
  %v7273 = load double, ptr %v7272, align 8, !llvm.access.group !358, !alias.scope !180, !noalias !181
  %v7274 = fadd double %v7266, %v7273
  %v7275 = load ptr, ptr %r1064
  %v7276 = getelementptr inbounds double, ptr %v7275, i64 %v7256
  store double %v7274, ptr %v7276, align 8, !llvm.access.group !358, !alias.scope !178, !noalias !179
  br label %b7243
b7243:
  br label %b7244
b7244:
  %v7249 = add nsw i64 %v7248, 1
  %v7277 = icmp slt i64 %v7249, %v7241
  br i1 %v7277, label %b7242, label %b7245, !llvm.loop !359
b7245:
  br label %b7234
b7234:
  br label %b7235
b7235:
  %v7240 = add nsw i64 %v7239, 1
  %v7278 = icmp slt i64 %v7240, %v7232
  br i1 %v7278, label %b7233, label %b7236, !llvm.loop !360
b7236:
  br label %b7231
b7230:
  %v7279 = load i64, ptr %r4
  %v7284 = icmp slt i64 0, %v7279
  br i1 %v7284, label %b7285, label %b7283
b7285:
  br label %b7280
b7280:
  %v7286 = phi i64 [ 0, %b7285 ], [ %v7287, %b7282 ]
  store i64 %v7286, ptr %r1066
  %v7288 = load i64, ptr %r4
  %v7293 = icmp slt i64 0, %v7288
  br i1 %v7293, label %b7294, label %b7292
b7294:
  br label %b7289
b7289:
  %v7295 = phi i64 [ 0, %b7294 ], [ %v7296, %b7291 ]
  store i64 %v7295, ptr %r1068
  %v7297 = load i64, ptr %r1066
  %v7298 = load i64, ptr %r4
  %v7299 = mul i64 %v7297, %v7298
  %v7300 = add i64 0, %v7299
  %v7301 = load i64, ptr %r1068
  %v7302 = mul i64 %v7301, 1
  %v7303 = add i64 %v7300, %v7302
  %v7304 = load i64, ptr %r1066
  %v7305 = load i64, ptr %r4
  %v7306 = mul i64 %v7304, %v7305
  %v7307 = add i64 0, %v7306
  %v7308 = load i64, ptr %r1068
  %v7309 = mul i64 %v7308, 1
  %v7310 = add i64 %v7307, %v7309
  %v7311 = load ptr, ptr %r1064
  %v7312 = getelementptr inbounds double, ptr %v7311, i64 %v7310
  %v7313 = load double, ptr %v7312, align 8, !alias.scope !178, !noalias !179
  %v7314 = load i64, ptr %r1066
  %v7315 = mul i64 %v7314, %v7305
  %v7316 = load i64, ptr %r1068
  %v7317 = add i64 %v7315, %v7316
  %v7318 = load ptr, ptr %r1070
  %v7319 = getelementptr inbounds double, ptr %v7318, i64 %v7317
  %v7320 = load double, ptr %v7319, align 8, !alias.scope !180, !noalias !181
  %v7321 = fadd double %v7313, %v7320
  %v7322 = load ptr, ptr %r1064
  %v7323 = getelementptr inbounds double, ptr %v7322, i64 %v7303
  store double %v7321, ptr %v7323, align 8, !alias.scope !178, !noalias !179
  br label %b7290
b7290:
  br label %b7291
b7291:
  %v7296 = add nsw i64 %v7295, 1
  %v7324 = icmp slt i64 %v7296, %v7288
  br i1 %v7324, label %b7289, label %b7292, !llvm.loop !361
b7292:
  br label %b7281
b7281:
  br label %b7282
b7282:
  %v7287 = add nsw i64 %v7286, 1
  %v7325 = icmp slt i64 %v7287, %v7279
  br i1 %v7325, label %b7280, label %b7283, !llvm.loop !362
b7283:
  br label %b7231
b7231:
  %v7326 = load ptr, ptr %r1070
  call void @procedure_release(ptr %context, ptr %v7326)
  br label %b7083
b7083:
  %v7327 = load i64, ptr %r4
  %v7328 = icmp eq i64 %v7327, 1
  br i1 %v7328, label %b7329, label %b7330
b7329:
  %v7332 = load i64, ptr %r4
  %v7333 = icmp ne i64 %v7332, 0
  %v7334 = icmp ne i64 1, 0
  %v7335 = and i1 %v7333, %v7334
  br i1 %v7335, label %b7336, label %b7337
b7336:
  %v7339 = load i64, ptr %r4
  %v7344 = icmp slt i64 0, %v7339
  br i1 %v7344, label %b7345, label %b7343
b7345:
  br label %b7340
b7340:
  %v7346 = phi i64 [ 0, %b7345 ], [ %v7347, %b7342 ]
  store i64 %v7346, ptr %r1073
  %v7348 = load i64, ptr %r4
  %v7353 = icmp slt i64 0, %v7348
  br i1 %v7353, label %b7354, label %b7352
b7354:
  br label %b7349
b7349:
  %v7355 = phi i64 [ 0, %b7354 ], [ %v7356, %b7351 ]
  store i64 %v7355, ptr %r1075
  %v7357 = load i64, ptr %r1073
  %v7358 = load i64, ptr %r4
  %v7359 = mul i64 %v7357, %v7358
  %v7360 = add i64 0, %v7359
  %v7361 = load i64, ptr %r1075
  %v7362 = mul i64 %v7361, 1
  %v7363 = add i64 %v7360, %v7362
  %v7364 = load i64, ptr %r1073
  %v7365 = load i64, ptr %r4
  %v7366 = mul i64 %v7364, %v7365
  %v7367 = add i64 0, %v7366
  %v7368 = load i64, ptr %r1075
  %v7369 = mul i64 %v7368, 1
  %v7370 = add i64 %v7367, %v7369
  %v7371 = load ptr, ptr %r1052
  %v7372 = getelementptr inbounds double, ptr %v7371, i64 %v7370
  %v7373 = load double, ptr %v7372, align 8, !llvm.access.group !365, !alias.scope !176, !noalias !177
  %v7374 = load i64, ptr %r1073
  %v7375 = mul i64 %v7374, 1
  %v7376 = add i64 0, %v7375
  %v7377 = load ptr, ptr %r376
  %v7378 = getelementptr inbounds double, ptr %v7377, i64 %v7376
  %v7379 = load double, ptr %v7378, align 8, !llvm.access.group !365, !alias.scope !144, !noalias !145
  %v7380 = load i64, ptr %r1075
  %v7381 = mul i64 %v7380, 1
  %v7382 = add i64 0, %v7381
  %v7383 = load ptr, ptr %r1048
  %v7384 = getelementptr inbounds double, ptr %v7383, i64 %v7382
  %v7385 = load double, ptr %v7384, align 8, !llvm.access.group !365, !alias.scope !174, !noalias !175
  %v7386 = fmul double %v7379, %v7385
  %v7387 = fadd double %v7373, %v7386
  %v7388 = load ptr, ptr %r1052
  %v7389 = getelementptr inbounds double, ptr %v7388, i64 %v7363
  store double %v7387, ptr %v7389, align 8, !llvm.access.group !365, !alias.scope !176, !noalias !177
  br label %b7350
b7350:
  br label %b7351
b7351:
  %v7356 = add nsw i64 %v7355, 1
  %v7390 = icmp slt i64 %v7356, %v7348
  br i1 %v7390, label %b7349, label %b7352, !llvm.loop !366
b7352:
  br label %b7341
b7341:
  br label %b7342
b7342:
  %v7347 = add nsw i64 %v7346, 1
  %v7391 = icmp slt i64 %v7347, %v7339
  br i1 %v7391, label %b7340, label %b7343, !llvm.loop !367
b7343:
  br label %b7338
b7337:
  %v7392 = load i64, ptr %r4
  %v7397 = icmp slt i64 0, %v7392
  br i1 %v7397, label %b7398, label %b7396
b7398:
  br label %b7393
b7393:
  %v7399 = phi i64 [ 0, %b7398 ], [ %v7400, %b7395 ]
  store i64 %v7399, ptr %r1073
  %v7401 = load i64, ptr %r4
  %v7406 = icmp slt i64 0, %v7401
  br i1 %v7406, label %b7407, label %b7405
b7407:
  br label %b7402
b7402:
  %v7408 = phi i64 [ 0, %b7407 ], [ %v7409, %b7404 ]
  store i64 %v7408, ptr %r1075
  %v7410 = load i64, ptr %r1073
  %v7411 = load i64, ptr %r4
  %v7412 = mul i64 %v7410, %v7411
  %v7413 = add i64 0, %v7412
  %v7414 = load i64, ptr %r1075
  %v7415 = mul i64 %v7414, 1
  %v7416 = add i64 %v7413, %v7415
  %v7417 = load i64, ptr %r1073
  %v7418 = load i64, ptr %r4
  %v7419 = mul i64 %v7417, %v7418
  %v7420 = add i64 0, %v7419
  %v7421 = load i64, ptr %r1075
  %v7422 = mul i64 %v7421, 1
  %v7423 = add i64 %v7420, %v7422
  %v7424 = load ptr, ptr %r1052
  %v7425 = getelementptr inbounds double, ptr %v7424, i64 %v7423
  %v7426 = load double, ptr %v7425, align 8, !alias.scope !176, !noalias !177
  %v7427 = load i64, ptr %r1073
  %v7428 = mul i64 %v7427, 1
  %v7429 = add i64 0, %v7428
  %v7430 = load ptr, ptr %r376
  %v7431 = getelementptr inbounds double, ptr %v7430, i64 %v7429
  %v7432 = load double, ptr %v7431, align 8, !alias.scope !144, !noalias !145
  %v7433 = load i64, ptr %r1075
  %v7434 = mul i64 %v7433, 1
  %v7435 = add i64 0, %v7434
  %v7436 = load ptr, ptr %r1048
  %v7437 = getelementptr inbounds double, ptr %v7436, i64 %v7435
  %v7438 = load double, ptr %v7437, align 8, !alias.scope !174, !noalias !175
  %v7439 = fmul double %v7432, %v7438
  %v7440 = fadd double %v7426, %v7439
  %v7441 = load ptr, ptr %r1052
  %v7442 = getelementptr inbounds double, ptr %v7441, i64 %v7416
  store double %v7440, ptr %v7442, align 8, !alias.scope !176, !noalias !177
  br label %b7403
b7403:
  br label %b7404
b7404:
  %v7409 = add nsw i64 %v7408, 1
  %v7443 = icmp slt i64 %v7409, %v7401
  br i1 %v7443, label %b7402, label %b7405, !llvm.loop !368
b7405:
  br label %b7394
b7394:
  br label %b7395
b7395:
  %v7400 = add nsw i64 %v7399, 1
  %v7444 = icmp slt i64 %v7400, %v7392
  br i1 %v7444, label %b7393, label %b7396, !llvm.loop !369
b7396:
  br label %b7338
b7338:
  br label %b7331
b7330:
  %v7445 = load i64, ptr %r4
  %v7446 = mul i64 %v7445, %v7445
  %v7447 = call ptr @procedure_alloc_within(ptr %context, i64 %v7446, i64 8, i64 0)
  %v7448 = icmp eq ptr %v7447, null
  br i1 %v7448, label %b14, label %b7449, !prof !0
b7449:
  store ptr %v7447, ptr %r1077
  %v7450 = load i64, ptr %r4
  store i64 %v7450, ptr %r1079, align 8
  %v7451 = load i64, ptr %r4
  %v7452 = getelementptr inbounds i64, ptr %r1079, i64 1
  store i64 %v7451, ptr %v7452, align 8
  %v7453 = load i64, ptr %r4
  %v7454 = getelementptr inbounds i64, ptr %r1079, i64 2
  store i64 %v7453, ptr %v7454, align 8
  %v7455 = getelementptr inbounds i64, ptr %r1079, i64 3
  store i64 0, ptr %v7455, align 8
  %v7456 = getelementptr inbounds i64, ptr %r1079, i64 4
  store i64 1, ptr %v7456, align 8
  %v7457 = load i64, ptr %r4
  %v7458 = getelementptr inbounds i64, ptr %r1079, i64 5
  store i64 %v7457, ptr %v7458, align 8
  %v7459 = getelementptr inbounds i64, ptr %r1079, i64 6
  store i64 0, ptr %v7459, align 8
  %v7460 = load i64, ptr %r4
  %v7461 = getelementptr inbounds i64, ptr %r1079, i64 7
  store i64 %v7460, ptr %v7461, align 8
  %v7462 = getelementptr inbounds i64, ptr %r1079, i64 8
  store i64 1, ptr %v7462, align 8
  %v7463 = getelementptr inbounds i64, ptr %r1079, i64 9
  store i64 0, ptr %v7463, align 8
  %v7464 = load i64, ptr %r4
  %v7465 = getelementptr inbounds i64, ptr %r1079, i64 10
  store i64 %v7464, ptr %v7465, align 8
  %v7466 = getelementptr inbounds i64, ptr %r1079, i64 11
  store i64 1, ptr %v7466, align 8
  %v7467 = load ptr, ptr %r376
  %v7468 = load ptr, ptr %r1048
  %v7469 = load ptr, ptr %r1077
  %v7470 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v7467, ptr %v7468, ptr %v7469, ptr %r1079)
  %v7471 = icmp eq i64 %v7470, 0
  br i1 %v7471, label %b14, label %b7472, !prof !0
b7472:
  %v7473 = load i64, ptr %r4
  %v7474 = icmp ne i64 %v7473, 0
  %v7475 = icmp ne i64 1, 0
  %v7476 = and i1 %v7474, %v7475
  br i1 %v7476, label %b7477, label %b7478
b7477:
  %v7480 = load i64, ptr %r4
  %v7485 = icmp slt i64 0, %v7480
  br i1 %v7485, label %b7486, label %b7484
b7486:
  br label %b7481
b7481:
  %v7487 = phi i64 [ 0, %b7486 ], [ %v7488, %b7483 ]
  store i64 %v7487, ptr %r1073
  %v7489 = load i64, ptr %r4
  %v7494 = icmp slt i64 0, %v7489
  br i1 %v7494, label %b7495, label %b7493
b7495:
  br label %b7490
b7490:
  %v7496 = phi i64 [ 0, %b7495 ], [ %v7497, %b7492 ]
  store i64 %v7496, ptr %r1075
  %v7498 = load i64, ptr %r1073
  %v7499 = load i64, ptr %r4
  %v7500 = mul i64 %v7498, %v7499
  %v7501 = add i64 0, %v7500
  %v7502 = load i64, ptr %r1075
  %v7503 = mul i64 %v7502, 1
  %v7504 = add i64 %v7501, %v7503
  %v7505 = load i64, ptr %r1073
  %v7506 = load i64, ptr %r4
  %v7507 = mul i64 %v7505, %v7506
  %v7508 = add i64 0, %v7507
  %v7509 = load i64, ptr %r1075
  %v7510 = mul i64 %v7509, 1
  %v7511 = add i64 %v7508, %v7510
  %v7512 = load ptr, ptr %r1052
  %v7513 = getelementptr inbounds double, ptr %v7512, i64 %v7511
  %v7514 = load double, ptr %v7513, align 8, !llvm.access.group !372, !alias.scope !176, !noalias !177
  %v7515 = load i64, ptr %r1073
  %v7516 = mul i64 %v7515, %v7506
  %v7517 = load i64, ptr %r1075
  %v7518 = add i64 %v7516, %v7517
  %v7519 = load ptr, ptr %r1077
  %v7520 = getelementptr inbounds double, ptr %v7519, i64 %v7518
  %v7521 = load double, ptr %v7520, align 8, !llvm.access.group !372, !alias.scope !182, !noalias !183
  %v7522 = fadd double %v7514, %v7521
  %v7523 = load ptr, ptr %r1052
  %v7524 = getelementptr inbounds double, ptr %v7523, i64 %v7504
  store double %v7522, ptr %v7524, align 8, !llvm.access.group !372, !alias.scope !176, !noalias !177
  br label %b7491
b7491:
  br label %b7492
b7492:
  %v7497 = add nsw i64 %v7496, 1
  %v7525 = icmp slt i64 %v7497, %v7489
  br i1 %v7525, label %b7490, label %b7493, !llvm.loop !373
b7493:
  br label %b7482
b7482:
  br label %b7483
b7483:
  %v7488 = add nsw i64 %v7487, 1
  %v7526 = icmp slt i64 %v7488, %v7480
  br i1 %v7526, label %b7481, label %b7484, !llvm.loop !374
b7484:
  br label %b7479
b7478:
  %v7527 = load i64, ptr %r4
  %v7532 = icmp slt i64 0, %v7527
  br i1 %v7532, label %b7533, label %b7531
b7533:
  br label %b7528
b7528:
  %v7534 = phi i64 [ 0, %b7533 ], [ %v7535, %b7530 ]
  store i64 %v7534, ptr %r1073
  %v7536 = load i64, ptr %r4
  %v7541 = icmp slt i64 0, %v7536
  br i1 %v7541, label %b7542, label %b7540
b7542:
  br label %b7537
b7537:
  %v7543 = phi i64 [ 0, %b7542 ], [ %v7544, %b7539 ]
  store i64 %v7543, ptr %r1075
  %v7545 = load i64, ptr %r1073
  %v7546 = load i64, ptr %r4
  %v7547 = mul i64 %v7545, %v7546
  %v7548 = add i64 0, %v7547
  %v7549 = load i64, ptr %r1075
  %v7550 = mul i64 %v7549, 1
  %v7551 = add i64 %v7548, %v7550
  %v7552 = load i64, ptr %r1073
  %v7553 = load i64, ptr %r4
  %v7554 = mul i64 %v7552, %v7553
  %v7555 = add i64 0, %v7554
  %v7556 = load i64, ptr %r1075
  %v7557 = mul i64 %v7556, 1
  %v7558 = add i64 %v7555, %v7557
  %v7559 = load ptr, ptr %r1052
  %v7560 = getelementptr inbounds double, ptr %v7559, i64 %v7558
  %v7561 = load double, ptr %v7560, align 8, !alias.scope !176, !noalias !177
  %v7562 = load i64, ptr %r1073
  %v7563 = mul i64 %v7562, %v7553
  %v7564 = load i64, ptr %r1075
  %v7565 = add i64 %v7563, %v7564
  %v7566 = load ptr, ptr %r1077
  %v7567 = getelementptr inbounds double, ptr %v7566, i64 %v7565
  %v7568 = load double, ptr %v7567, align 8, !alias.scope !182, !noalias !183
  %v7569 = fadd double %v7561, %v7568
  %v7570 = load ptr, ptr %r1052
  %v7571 = getelementptr inbounds double, ptr %v7570, i64 %v7551
  store double %v7569, ptr %v7571, align 8, !alias.scope !176, !noalias !177
  br label %b7538
b7538:
  br label %b7539
b7539:
  %v7544 = add nsw i64 %v7543, 1
  %v7572 = icmp slt i64 %v7544, %v7536
  br i1 %v7572, label %b7537, label %b7540, !llvm.loop !375
b7540:
  br label %b7529
b7529:
  br label %b7530
b7530:
  %v7535 = add nsw i64 %v7534, 1
  %v7573 = icmp slt i64 %v7535, %v7527
  br i1 %v7573, label %b7528, label %b7531, !llvm.loop !376
b7531:
  br label %b7479
b7479:
  %v7574 = load ptr, ptr %r1077
  call void @procedure_release(ptr %context, ptr %v7574)
  br label %b7331
b7331:
  %v7575 = load ptr, ptr %r1048
  call void @procedure_release(ptr %context, ptr %v7575)
  %v7576 = load ptr, ptr %tape.base
  %v7577 = ptrtoint ptr %v7576 to i64
  %v7578 = load ptr, ptr %tape.top
  %v7579 = ptrtoint ptr %v7578 to i64
  %v7580 = sub i64 %v7579, %v7577
  %v7581 = icmp slt i64 %v7580, 16
  br i1 %v7581, label %b7582, label %b7583, !prof !0
b7583:
  %v7585 = load ptr, ptr %tape.top
  %v7586 = getelementptr i8, ptr %v7585, i64 -8
  store ptr %v7586, ptr %tape.top
  %v7587 = load ptr, ptr %v7586, align 1, !alias.scope !78, !noalias !79
  store ptr %v7587, ptr %r240
  %v7588 = load ptr, ptr %tape.top
  %v7589 = getelementptr i8, ptr %v7588, i64 -8
  store ptr %v7589, ptr %tape.top
  %v7590 = load i64, ptr %v7589, align 1, !alias.scope !78, !noalias !79
  store i64 %v7590, ptr %r1080
  br label %b7584
b7582:
  %v7591 = load ptr, ptr %tape.base
  %v7592 = ptrtoint ptr %v7591 to i64
  %v7593 = load ptr, ptr %tape.top
  %v7594 = ptrtoint ptr %v7593 to i64
  %v7595 = sub i64 %v7594, %v7592
  %v7596 = icmp slt i64 %v7595, 8
  br i1 %v7596, label %b7597, label %b7598, !prof !0
b7597:
  %v7599 = load ptr, ptr %tape.top
  %v7600 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v7599, ptr %v7600, align 8
  %v7601 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v7602 = icmp eq i64 %v7601, 0
  br i1 %v7602, label %b14, label %b7603, !prof !0
b7603:
  %v7604 = getelementptr inbounds i64, ptr %tape, i64 4
  %v7605 = load ptr, ptr %v7604, align 8
  store ptr %v7605, ptr %tape.base
  %v7606 = getelementptr inbounds i64, ptr %tape, i64 5
  %v7607 = load ptr, ptr %v7606, align 8
  store ptr %v7607, ptr %tape.top
  %v7608 = getelementptr inbounds i64, ptr %tape, i64 6
  %v7609 = load ptr, ptr %v7608, align 8
  store ptr %v7609, ptr %tape.end
  br label %b7598
b7598:
  %v7610 = load ptr, ptr %tape.top
  %v7611 = getelementptr i8, ptr %v7610, i64 -8
  store ptr %v7611, ptr %tape.top
  %v7612 = load ptr, ptr %v7611, align 1, !alias.scope !78, !noalias !79
  store ptr %v7612, ptr %r240
  %v7613 = load ptr, ptr %tape.base
  %v7614 = ptrtoint ptr %v7613 to i64
  %v7615 = load ptr, ptr %tape.top
  %v7616 = ptrtoint ptr %v7615 to i64
  %v7617 = sub i64 %v7616, %v7614
  %v7618 = icmp slt i64 %v7617, 8
  br i1 %v7618, label %b7619, label %b7620, !prof !0
b7619:
  %v7621 = load ptr, ptr %tape.top
  %v7622 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v7621, ptr %v7622, align 8
  %v7623 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v7624 = icmp eq i64 %v7623, 0
  br i1 %v7624, label %b14, label %b7625, !prof !0
b7625:
  %v7626 = getelementptr inbounds i64, ptr %tape, i64 4
  %v7627 = load ptr, ptr %v7626, align 8
  store ptr %v7627, ptr %tape.base
  %v7628 = getelementptr inbounds i64, ptr %tape, i64 5
  %v7629 = load ptr, ptr %v7628, align 8
  store ptr %v7629, ptr %tape.top
  %v7630 = getelementptr inbounds i64, ptr %tape, i64 6
  %v7631 = load ptr, ptr %v7630, align 8
  store ptr %v7631, ptr %tape.end
  br label %b7620
b7620:
  %v7632 = load ptr, ptr %tape.top
  %v7633 = getelementptr i8, ptr %v7632, i64 -8
  store ptr %v7633, ptr %tape.top
  %v7634 = load i64, ptr %v7633, align 1, !alias.scope !78, !noalias !79
  store i64 %v7634, ptr %r1080
  br label %b7584
b7584:
  %v7635 = load i64, ptr %r1080
  %v7636 = call ptr @procedure_alloc_within(ptr %context, i64 %v7635, i64 8, i64 1)
  %v7637 = icmp eq ptr %v7636, null
  br i1 %v7637, label %b14, label %b7638, !prof !0
b7638:
  store ptr %v7636, ptr %r1082
  %v7639 = load i64, ptr %r4
  %v7640 = icmp eq i64 %v7639, 1
  br i1 %v7640, label %b7641, label %b7642
b7641:
  %v7644 = load i64, ptr %r4
  %v7645 = icmp ne i64 %v7644, 0
  %v7646 = icmp ne i64 1, 0
  %v7647 = and i1 %v7645, %v7646
  br i1 %v7647, label %b7648, label %b7649
b7648:
  %v7651 = load i64, ptr %r12
  %v7656 = icmp slt i64 0, %v7651
  br i1 %v7656, label %b7657, label %b7655
b7657:
  br label %b7652
b7652:
  %v7658 = phi i64 [ 0, %b7657 ], [ %v7659, %b7654 ]
  store i64 %v7658, ptr %r1084
  %v7660 = load i64, ptr %r4
  %v7665 = icmp slt i64 0, %v7660
  br i1 %v7665, label %b7666, label %b7664
b7666:
  br label %b7661
b7661:
  %v7667 = phi i64 [ 0, %b7666 ], [ %v7668, %b7663 ]
  store i64 %v7667, ptr %r1086
  %v7669 = load i64, ptr %r1086
  %v7670 = mul i64 %v7669, 1
  %v7671 = add i64 0, %v7670
  %v7672 = load i64, ptr %r1084
  %v7673 = load i64, ptr %r4
  %v7674 = mul i64 %v7672, %v7673
  %v7675 = add i64 %v7671, %v7674
  %v7676 = load i64, ptr %r1086
  %v7677 = mul i64 %v7676, 1
  %v7678 = add i64 0, %v7677
  %v7679 = load i64, ptr %r1084
  %v7680 = load i64, ptr %r4
  %v7681 = mul i64 %v7679, %v7680
  %v7682 = add i64 %v7678, %v7681
  %v7683 = load ptr, ptr %r1082
  %v7684 = getelementptr inbounds double, ptr %v7683, i64 %v7682
  %v7685 = load double, ptr %v7684, align 8, !llvm.access.group !379, !alias.scope !184, !noalias !185
  %v7686 = load i64, ptr %r1086
  %v7687 = mul i64 %v7686, %v7680
  %v7688 = add i64 0, %v7687
  %v7689 = load ptr, ptr %r1064
  %v7690 = getelementptr inbounds double, ptr %v7689, i64 %v7688
  %v7691 = load double, ptr %v7690, align 8, !llvm.access.group !379, !alias.scope !178, !noalias !179
  %v7692 = load i64, ptr %r1084
  %v7693 = mul i64 %v7692, %v7680
  %v7694 = add i64 0, %v7693
  %v7695 = load ptr, ptr %r10
  %v7696 = getelementptr inbounds double, ptr %v7695, i64 %v7694
  %v7697 = load double, ptr %v7696, align 8, !llvm.access.group !379, !alias.scope !84, !noalias !85
  %v7698 = fmul double %v7691, %v7697
  %v7699 = fadd double %v7685, %v7698
  %v7700 = load ptr, ptr %r1082
  %v7701 = getelementptr inbounds double, ptr %v7700, i64 %v7675
  store double %v7699, ptr %v7701, align 8, !llvm.access.group !379, !alias.scope !184, !noalias !185
  br label %b7662
b7662:
  br label %b7663
b7663:
  %v7668 = add nsw i64 %v7667, 1
  %v7702 = icmp slt i64 %v7668, %v7660
  br i1 %v7702, label %b7661, label %b7664, !llvm.loop !380
b7664:
  br label %b7653
b7653:
  br label %b7654
b7654:
  %v7659 = add nsw i64 %v7658, 1
  %v7703 = icmp slt i64 %v7659, %v7651
  br i1 %v7703, label %b7652, label %b7655, !llvm.loop !381
b7655:
  br label %b7650
b7649:
  %v7704 = load i64, ptr %r12
  %v7709 = icmp slt i64 0, %v7704
  br i1 %v7709, label %b7710, label %b7708
b7710:
  br label %b7705
b7705:
  %v7711 = phi i64 [ 0, %b7710 ], [ %v7712, %b7707 ]
  store i64 %v7711, ptr %r1084
  %v7713 = load i64, ptr %r4
  %v7718 = icmp slt i64 0, %v7713
  br i1 %v7718, label %b7719, label %b7717
b7719:
  br label %b7714
b7714:
  %v7720 = phi i64 [ 0, %b7719 ], [ %v7721, %b7716 ]
  store i64 %v7720, ptr %r1086
  %v7722 = load i64, ptr %r1086
  %v7723 = mul i64 %v7722, 1
  %v7724 = add i64 0, %v7723
  %v7725 = load i64, ptr %r1084
  %v7726 = load i64, ptr %r4
  %v7727 = mul i64 %v7725, %v7726
  %v7728 = add i64 %v7724, %v7727
  %v7729 = load i64, ptr %r1086
  %v7730 = mul i64 %v7729, 1
  %v7731 = add i64 0, %v7730
  %v7732 = load i64, ptr %r1084
  %v7733 = load i64, ptr %r4
  %v7734 = mul i64 %v7732, %v7733
  %v7735 = add i64 %v7731, %v7734
  %v7736 = load ptr, ptr %r1082
  %v7737 = getelementptr inbounds double, ptr %v7736, i64 %v7735
  %v7738 = load double, ptr %v7737, align 8, !alias.scope !184, !noalias !185
  %v7739 = load i64, ptr %r1086
  %v7740 = mul i64 %v7739, %v7733
  %v7741 = add i64 0, %v7740
  %v7742 = load ptr, ptr %r1064
  %v7743 = getelementptr inbounds double, ptr %v7742, i64 %v7741
  %v7744 = load double, ptr %v7743, align 8, !alias.scope !178, !noalias !179
  %v7745 = load i64, ptr %r1084
  %v7746 = mul i64 %v7745, %v7733
  %v7747 = add i64 0, %v7746
  %v7748 = load ptr, ptr %r10
  %v7749 = getelementptr inbounds double, ptr %v7748, i64 %v7747
  %v7750 = load double, ptr %v7749, align 8, !alias.scope !84, !noalias !85
  %v7751 = fmul double %v7744, %v7750
  %v7752 = fadd double %v7738, %v7751
  %v7753 = load ptr, ptr %r1082
  %v7754 = getelementptr inbounds double, ptr %v7753, i64 %v7728
  store double %v7752, ptr %v7754, align 8, !alias.scope !184, !noalias !185
  br label %b7715
b7715:
  br label %b7716
b7716:
  %v7721 = add nsw i64 %v7720, 1
  %v7755 = icmp slt i64 %v7721, %v7713
  br i1 %v7755, label %b7714, label %b7717, !llvm.loop !382
b7717:
  br label %b7706
b7706:
  br label %b7707
b7707:
  %v7712 = add nsw i64 %v7711, 1
  %v7756 = icmp slt i64 %v7712, %v7704
  br i1 %v7756, label %b7705, label %b7708, !llvm.loop !383
b7708:
  br label %b7650
b7650:
  br label %b7643
b7642:
  %v7757 = load i64, ptr %r4
  %v7758 = load i64, ptr %r12
  %v7759 = mul i64 %v7757, %v7758
  %v7760 = call ptr @procedure_alloc_within(ptr %context, i64 %v7759, i64 8, i64 0)
  %v7761 = icmp eq ptr %v7760, null
  br i1 %v7761, label %b14, label %b7762, !prof !0
b7762:
  store ptr %v7760, ptr %r1088
  %v7763 = load i64, ptr %r4
  store i64 %v7763, ptr %r1090, align 8
  %v7764 = load i64, ptr %r4
  %v7765 = getelementptr inbounds i64, ptr %r1090, i64 1
  store i64 %v7764, ptr %v7765, align 8
  %v7766 = load i64, ptr %r12
  %v7767 = getelementptr inbounds i64, ptr %r1090, i64 2
  store i64 %v7766, ptr %v7767, align 8
  %v7768 = getelementptr inbounds i64, ptr %r1090, i64 3
  store i64 0, ptr %v7768, align 8
  %v7769 = load i64, ptr %r4
  %v7770 = getelementptr inbounds i64, ptr %r1090, i64 4
  store i64 %v7769, ptr %v7770, align 8
  %v7771 = getelementptr inbounds i64, ptr %r1090, i64 5
  store i64 1, ptr %v7771, align 8
  %v7772 = getelementptr inbounds i64, ptr %r1090, i64 6
  store i64 0, ptr %v7772, align 8
  %v7773 = getelementptr inbounds i64, ptr %r1090, i64 7
  store i64 1, ptr %v7773, align 8
  %v7774 = load i64, ptr %r4
  %v7775 = getelementptr inbounds i64, ptr %r1090, i64 8
  store i64 %v7774, ptr %v7775, align 8
  %v7776 = getelementptr inbounds i64, ptr %r1090, i64 9
  store i64 0, ptr %v7776, align 8
  %v7777 = load i64, ptr %r12
  %v7778 = getelementptr inbounds i64, ptr %r1090, i64 10
  store i64 %v7777, ptr %v7778, align 8
  %v7779 = getelementptr inbounds i64, ptr %r1090, i64 11
  store i64 1, ptr %v7779, align 8
  %v7780 = load ptr, ptr %r1064
  %v7781 = load ptr, ptr %r10
  %v7782 = load ptr, ptr %r1088
  %v7783 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v7780, ptr %v7781, ptr %v7782, ptr %r1090)
  %v7784 = icmp eq i64 %v7783, 0
  br i1 %v7784, label %b14, label %b7785, !prof !0
b7785:
  %v7786 = load i64, ptr %r4
  %v7787 = icmp ne i64 %v7786, 0
  %v7788 = icmp ne i64 1, 0
  %v7789 = and i1 %v7787, %v7788
  br i1 %v7789, label %b7790, label %b7791
b7790:
  %v7793 = load i64, ptr %r12
  %v7798 = icmp slt i64 0, %v7793
  br i1 %v7798, label %b7799, label %b7797
b7799:
  br label %b7794
b7794:
  %v7800 = phi i64 [ 0, %b7799 ], [ %v7801, %b7796 ]
  store i64 %v7800, ptr %r1084
  %v7802 = load i64, ptr %r4
  %v7807 = icmp slt i64 0, %v7802
  br i1 %v7807, label %b7808, label %b7806
b7808:
  br label %b7803
b7803:
  %v7809 = phi i64 [ 0, %b7808 ], [ %v7810, %b7805 ]
  store i64 %v7809, ptr %r1086
  %v7811 = load i64, ptr %r1086
  %v7812 = mul i64 %v7811, 1
  %v7813 = add i64 0, %v7812
  %v7814 = load i64, ptr %r1084
  %v7815 = load i64, ptr %r4
  %v7816 = mul i64 %v7814, %v7815
  %v7817 = add i64 %v7813, %v7816
  %v7818 = load i64, ptr %r1086
  %v7819 = mul i64 %v7818, 1
  %v7820 = add i64 0, %v7819
  %v7821 = load i64, ptr %r1084
  %v7822 = load i64, ptr %r4
  %v7823 = mul i64 %v7821, %v7822
  %v7824 = add i64 %v7820, %v7823
  %v7825 = load ptr, ptr %r1082
  %v7826 = getelementptr inbounds double, ptr %v7825, i64 %v7824
  %v7827 = load double, ptr %v7826, align 8, !llvm.access.group !386, !alias.scope !184, !noalias !185
  %v7828 = load i64, ptr %r1086
  %v7829 = load i64, ptr %r12
  %v7830 = mul i64 %v7828, %v7829
  %v7831 = load i64, ptr %r1084
  %v7832 = add i64 %v7830, %v7831
  %v7833 = load ptr, ptr %r1088
  %v7834 = getelementptr inbounds double, ptr %v7833, i64 %v7832
  %v7835 = load double, ptr %v7834, align 8, !llvm.access.group !386, !alias.scope !186, !noalias !187
  %v7836 = fadd double %v7827, %v7835
  %v7837 = load ptr, ptr %r1082
  %v7838 = getelementptr inbounds double, ptr %v7837, i64 %v7817
  store double %v7836, ptr %v7838, align 8, !llvm.access.group !386, !alias.scope !184, !noalias !185
  br label %b7804
b7804:
  br label %b7805
b7805:
  %v7810 = add nsw i64 %v7809, 1
  %v7839 = icmp slt i64 %v7810, %v7802
  br i1 %v7839, label %b7803, label %b7806, !llvm.loop !387
b7806:
  br label %b7795
b7795:
  br label %b7796
b7796:
  %v7801 = add nsw i64 %v7800, 1
  %v7840 = icmp slt i64 %v7801, %v7793
  br i1 %v7840, label %b7794, label %b7797, !llvm.loop !388
b7797:
  br label %b7792
b7791:
  %v7841 = load i64, ptr %r12
  %v7846 = icmp slt i64 0, %v7841
  br i1 %v7846, label %b7847, label %b7845
b7847:
  br label %b7842
b7842:
  %v7848 = phi i64 [ 0, %b7847 ], [ %v7849, %b7844 ]
  store i64 %v7848, ptr %r1084
  %v7850 = load i64, ptr %r4
  %v7855 = icmp slt i64 0, %v7850
  br i1 %v7855, label %b7856, label %b7854
b7856:
  br label %b7851
b7851:
  %v7857 = phi i64 [ 0, %b7856 ], [ %v7858, %b7853 ]
  store i64 %v7857, ptr %r1086
  %v7859 = load i64, ptr %r1086
  %v7860 = mul i64 %v7859, 1
  %v7861 = add i64 0, %v7860
  %v7862 = load i64, ptr %r1084
  %v7863 = load i64, ptr %r4
  %v7864 = mul i64 %v7862, %v7863
  %v7865 = add i64 %v7861, %v7864
  %v7866 = load i64, ptr %r1086
  %v7867 = mul i64 %v7866, 1
  %v7868 = add i64 0, %v7867
  %v7869 = load i64, ptr %r1084
  %v7870 = load i64, ptr %r4
  %v7871 = mul i64 %v7869, %v7870
  %v7872 = add i64 %v7868, %v7871
  %v7873 = load ptr, ptr %r1082
  %v7874 = getelementptr inbounds double, ptr %v7873, i64 %v7872
  %v7875 = load double, ptr %v7874, align 8, !alias.scope !184, !noalias !185
  %v7876 = load i64, ptr %r1086
  %v7877 = load i64, ptr %r12
  %v7878 = mul i64 %v7876, %v7877
  %v7879 = load i64, ptr %r1084
  %v7880 = add i64 %v7878, %v7879
  %v7881 = load ptr, ptr %r1088
  %v7882 = getelementptr inbounds double, ptr %v7881, i64 %v7880
  %v7883 = load double, ptr %v7882, align 8, !alias.scope !186, !noalias !187
  %v7884 = fadd double %v7875, %v7883
  %v7885 = load ptr, ptr %r1082
  %v7886 = getelementptr inbounds double, ptr %v7885, i64 %v7865
  store double %v7884, ptr %v7886, align 8, !alias.scope !184, !noalias !185
  br label %b7852
b7852:
  br label %b7853
b7853:
  %v7858 = add nsw i64 %v7857, 1
  %v7887 = icmp slt i64 %v7858, %v7850
  br i1 %v7887, label %b7851, label %b7854, !llvm.loop !389
b7854:
  br label %b7843
b7843:
  br label %b7844
b7844:
  %v7849 = add nsw i64 %v7848, 1
  %v7888 = icmp slt i64 %v7849, %v7841
  br i1 %v7888, label %b7842, label %b7845, !llvm.loop !390
b7845:
  br label %b7792
b7792:
  %v7889 = load ptr, ptr %r1088
  call void @procedure_release(ptr %context, ptr %v7889)
  br label %b7643
b7643:
  %v7890 = load i64, ptr %r4
  %v7891 = icmp eq i64 %v7890, 1
  br i1 %v7891, label %b7892, label %b7893
b7892:
  %v7895 = load i64, ptr %r4
  %v7896 = icmp ne i64 %v7895, 0
  %v7897 = icmp ne i64 1, 0
  %v7898 = and i1 %v7896, %v7897
  br i1 %v7898, label %b7899, label %b7900
b7899:
  %v7902 = load i64, ptr %r12
  %v7907 = icmp slt i64 0, %v7902
  br i1 %v7907, label %b7908, label %b7906
b7908:
  br label %b7903
b7903:
  %v7909 = phi i64 [ 0, %b7908 ], [ %v7910, %b7905 ]
  store i64 %v7909, ptr %r1091
  %v7911 = load i64, ptr %r4
  %v7916 = icmp slt i64 0, %v7911
  br i1 %v7916, label %b7917, label %b7915
b7917:
  br label %b7912
b7912:
  %v7918 = phi i64 [ 0, %b7917 ], [ %v7919, %b7914 ]
  store i64 %v7918, ptr %r1093
  %v7920 = load i64, ptr %r1091
  %v7921 = load i64, ptr %r4
  %v7922 = mul i64 %v7920, %v7921
  %v7923 = add i64 0, %v7922
  %v7924 = load i64, ptr %r1093
  %v7925 = mul i64 %v7924, 1
  %v7926 = add i64 %v7923, %v7925
  %v7927 = load i64, ptr %r1091
  %v7928 = load i64, ptr %r4
  %v7929 = mul i64 %v7927, %v7928
  %v7930 = add i64 0, %v7929
  %v7931 = load i64, ptr %r1093
  %v7932 = mul i64 %v7931, 1
  %v7933 = add i64 %v7930, %v7932
  %v7934 = load ptr, ptr %r25
  %v7935 = getelementptr inbounds double, ptr %v7934, i64 %v7933
  %v7936 = load double, ptr %v7935, align 8, !llvm.access.group !393, !alias.scope !94, !noalias !95
  %v7937 = load i64, ptr %r1091
  %v7938 = mul i64 %v7937, %v7928
  %v7939 = add i64 0, %v7938
  %v7940 = load ptr, ptr %r240
  %v7941 = getelementptr inbounds double, ptr %v7940, i64 %v7939
  %v7942 = load double, ptr %v7941, align 8, !llvm.access.group !393, !alias.scope !136, !noalias !137
  %v7943 = load i64, ptr %r1093
  %v7944 = mul i64 %v7943, 1
  %v7945 = add i64 0, %v7944
  %v7946 = load ptr, ptr %r1064
  %v7947 = getelementptr inbounds double, ptr %v7946, i64 %v7945
  %v7948 = load double, ptr %v7947, align 8, !llvm.access.group !393, !alias.scope !178, !noalias !179
  %v7949 = fmul double %v7942, %v7948
  %v7950 = fadd double %v7936, %v7949
  %v7951 = load ptr, ptr %r25
  %v7952 = getelementptr inbounds double, ptr %v7951, i64 %v7926
  store double %v7950, ptr %v7952, align 8, !llvm.access.group !393, !alias.scope !94, !noalias !95
  br label %b7913
b7913:
  br label %b7914
b7914:
  %v7919 = add nsw i64 %v7918, 1
  %v7953 = icmp slt i64 %v7919, %v7911
  br i1 %v7953, label %b7912, label %b7915, !llvm.loop !394
b7915:
  br label %b7904
b7904:
  br label %b7905
b7905:
  %v7910 = add nsw i64 %v7909, 1
  %v7954 = icmp slt i64 %v7910, %v7902
  br i1 %v7954, label %b7903, label %b7906, !llvm.loop !395
b7906:
  br label %b7901
b7900:
  %v7955 = load i64, ptr %r12
  %v7960 = icmp slt i64 0, %v7955
  br i1 %v7960, label %b7961, label %b7959
b7961:
  br label %b7956
b7956:
  %v7962 = phi i64 [ 0, %b7961 ], [ %v7963, %b7958 ]
  store i64 %v7962, ptr %r1091
  %v7964 = load i64, ptr %r4
  %v7969 = icmp slt i64 0, %v7964
  br i1 %v7969, label %b7970, label %b7968
b7970:
  br label %b7965
b7965:
  %v7971 = phi i64 [ 0, %b7970 ], [ %v7972, %b7967 ]
  store i64 %v7971, ptr %r1093
  %v7973 = load i64, ptr %r1091
  %v7974 = load i64, ptr %r4
  %v7975 = mul i64 %v7973, %v7974
  %v7976 = add i64 0, %v7975
  %v7977 = load i64, ptr %r1093
  %v7978 = mul i64 %v7977, 1
  %v7979 = add i64 %v7976, %v7978
  %v7980 = load i64, ptr %r1091
  %v7981 = load i64, ptr %r4
  %v7982 = mul i64 %v7980, %v7981
  %v7983 = add i64 0, %v7982
  %v7984 = load i64, ptr %r1093
  %v7985 = mul i64 %v7984, 1
  %v7986 = add i64 %v7983, %v7985
  %v7987 = load ptr, ptr %r25
  %v7988 = getelementptr inbounds double, ptr %v7987, i64 %v7986
  %v7989 = load double, ptr %v7988, align 8, !alias.scope !94, !noalias !95
  %v7990 = load i64, ptr %r1091
  %v7991 = mul i64 %v7990, %v7981
  %v7992 = add i64 0, %v7991
  %v7993 = load ptr, ptr %r240
  %v7994 = getelementptr inbounds double, ptr %v7993, i64 %v7992
  %v7995 = load double, ptr %v7994, align 8, !alias.scope !136, !noalias !137
  %v7996 = load i64, ptr %r1093
  %v7997 = mul i64 %v7996, 1
  %v7998 = add i64 0, %v7997
  %v7999 = load ptr, ptr %r1064
  %v8000 = getelementptr inbounds double, ptr %v7999, i64 %v7998
  %v8001 = load double, ptr %v8000, align 8, !alias.scope !178, !noalias !179
  %v8002 = fmul double %v7995, %v8001
  %v8003 = fadd double %v7989, %v8002
  %v8004 = load ptr, ptr %r25
  %v8005 = getelementptr inbounds double, ptr %v8004, i64 %v7979
  store double %v8003, ptr %v8005, align 8, !alias.scope !94, !noalias !95
  br label %b7966
b7966:
  br label %b7967
b7967:
  %v7972 = add nsw i64 %v7971, 1
  %v8006 = icmp slt i64 %v7972, %v7964
  br i1 %v8006, label %b7965, label %b7968, !llvm.loop !396
b7968:
  br label %b7957
b7957:
  br label %b7958
b7958:
  %v7963 = add nsw i64 %v7962, 1
  %v8007 = icmp slt i64 %v7963, %v7955
  br i1 %v8007, label %b7956, label %b7959, !llvm.loop !397
b7959:
  br label %b7901
b7901:
  br label %b7894
b7893:
  %v8008 = load i64, ptr %r12
  %v8009 = load i64, ptr %r4
  %v8010 = mul i64 %v8008, %v8009
  %v8011 = call ptr @procedure_alloc_within(ptr %context, i64 %v8010, i64 8, i64 0)
  %v8012 = icmp eq ptr %v8011, null
  br i1 %v8012, label %b14, label %b8013, !prof !0
b8013:
  store ptr %v8011, ptr %r1095
  %v8014 = load i64, ptr %r12
  store i64 %v8014, ptr %r1097, align 8
  %v8015 = load i64, ptr %r4
  %v8016 = getelementptr inbounds i64, ptr %r1097, i64 1
  store i64 %v8015, ptr %v8016, align 8
  %v8017 = load i64, ptr %r4
  %v8018 = getelementptr inbounds i64, ptr %r1097, i64 2
  store i64 %v8017, ptr %v8018, align 8
  %v8019 = getelementptr inbounds i64, ptr %r1097, i64 3
  store i64 0, ptr %v8019, align 8
  %v8020 = load i64, ptr %r4
  %v8021 = getelementptr inbounds i64, ptr %r1097, i64 4
  store i64 %v8020, ptr %v8021, align 8
  %v8022 = getelementptr inbounds i64, ptr %r1097, i64 5
  store i64 1, ptr %v8022, align 8
  %v8023 = getelementptr inbounds i64, ptr %r1097, i64 6
  store i64 0, ptr %v8023, align 8
  %v8024 = load i64, ptr %r4
  %v8025 = getelementptr inbounds i64, ptr %r1097, i64 7
  store i64 %v8024, ptr %v8025, align 8
  %v8026 = getelementptr inbounds i64, ptr %r1097, i64 8
  store i64 1, ptr %v8026, align 8
  %v8027 = getelementptr inbounds i64, ptr %r1097, i64 9
  store i64 0, ptr %v8027, align 8
  %v8028 = load i64, ptr %r4
  %v8029 = getelementptr inbounds i64, ptr %r1097, i64 10
  store i64 %v8028, ptr %v8029, align 8
  %v8030 = getelementptr inbounds i64, ptr %r1097, i64 11
  store i64 1, ptr %v8030, align 8
  %v8031 = load ptr, ptr %r240
  %v8032 = load ptr, ptr %r1064
  %v8033 = load ptr, ptr %r1095
  %v8034 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v8031, ptr %v8032, ptr %v8033, ptr %r1097)
  %v8035 = icmp eq i64 %v8034, 0
  br i1 %v8035, label %b14, label %b8036, !prof !0
b8036:
  %v8037 = load i64, ptr %r4
  %v8038 = icmp ne i64 %v8037, 0
  %v8039 = icmp ne i64 1, 0
  %v8040 = and i1 %v8038, %v8039
  br i1 %v8040, label %b8041, label %b8042
b8041:
  %v8044 = load i64, ptr %r12
  %v8049 = icmp slt i64 0, %v8044
  br i1 %v8049, label %b8050, label %b8048
b8050:
  br label %b8045
b8045:
  %v8051 = phi i64 [ 0, %b8050 ], [ %v8052, %b8047 ]
  store i64 %v8051, ptr %r1091
  %v8053 = load i64, ptr %r4
  %v8058 = icmp slt i64 0, %v8053
  br i1 %v8058, label %b8059, label %b8057
b8059:
  br label %b8054
b8054:
  %v8060 = phi i64 [ 0, %b8059 ], [ %v8061, %b8056 ]
  store i64 %v8060, ptr %r1093
  %v8062 = load i64, ptr %r1091
  %v8063 = load i64, ptr %r4
  %v8064 = mul i64 %v8062, %v8063
  %v8065 = add i64 0, %v8064
  %v8066 = load i64, ptr %r1093
  %v8067 = mul i64 %v8066, 1
  %v8068 = add i64 %v8065, %v8067
  %v8069 = load i64, ptr %r1091
  %v8070 = load i64, ptr %r4
  %v8071 = mul i64 %v8069, %v8070
  %v8072 = add i64 0, %v8071
  %v8073 = load i64, ptr %r1093
  %v8074 = mul i64 %v8073, 1
  %v8075 = add i64 %v8072, %v8074
  %v8076 = load ptr, ptr %r25
  %v8077 = getelementptr inbounds double, ptr %v8076, i64 %v8075
  %v8078 = load double, ptr %v8077, align 8, !llvm.access.group !400, !alias.scope !94, !noalias !95
  %v8079 = load i64, ptr %r1091
  %v8080 = mul i64 %v8079, %v8070
  %v8081 = load i64, ptr %r1093
  %v8082 = add i64 %v8080, %v8081
  %v8083 = load ptr, ptr %r1095
  %v8084 = getelementptr inbounds double, ptr %v8083, i64 %v8082
  %v8085 = load double, ptr %v8084, align 8, !llvm.access.group !400, !alias.scope !188, !noalias !189
  %v8086 = fadd double %v8078, %v8085
  %v8087 = load ptr, ptr %r25
  %v8088 = getelementptr inbounds double, ptr %v8087, i64 %v8068
  store double %v8086, ptr %v8088, align 8, !llvm.access.group !400, !alias.scope !94, !noalias !95
  br label %b8055
b8055:
  br label %b8056
b8056:
  %v8061 = add nsw i64 %v8060, 1
  %v8089 = icmp slt i64 %v8061, %v8053
  br i1 %v8089, label %b8054, label %b8057, !llvm.loop !401
b8057:
  br label %b8046
b8046:
  br label %b8047
b8047:
  %v8052 = add nsw i64 %v8051, 1
  %v8090 = icmp slt i64 %v8052, %v8044
  br i1 %v8090, label %b8045, label %b8048, !llvm.loop !402
b8048:
  br label %b8043
b8042:
  %v8091 = load i64, ptr %r12
  %v8096 = icmp slt i64 0, %v8091
  br i1 %v8096, label %b8097, label %b8095
b8097:
  br label %b8092
b8092:
  %v8098 = phi i64 [ 0, %b8097 ], [ %v8099, %b8094 ]
  store i64 %v8098, ptr %r1091
  %v8100 = load i64, ptr %r4
  %v8105 = icmp slt i64 0, %v8100
  br i1 %v8105, label %b8106, label %b8104
b8106:
  br label %b8101
b8101:
  %v8107 = phi i64 [ 0, %b8106 ], [ %v8108, %b8103 ]
  store i64 %v8107, ptr %r1093
  %v8109 = load i64, ptr %r1091
  %v8110 = load i64, ptr %r4
  %v8111 = mul i64 %v8109, %v8110
  %v8112 = add i64 0, %v8111
  %v8113 = load i64, ptr %r1093
  %v8114 = mul i64 %v8113, 1
  %v8115 = add i64 %v8112, %v8114
  %v8116 = load i64, ptr %r1091
  %v8117 = load i64, ptr %r4
  %v8118 = mul i64 %v8116, %v8117
  %v8119 = add i64 0, %v8118
  %v8120 = load i64, ptr %r1093
  %v8121 = mul i64 %v8120, 1
  %v8122 = add i64 %v8119, %v8121
  %v8123 = load ptr, ptr %r25
  %v8124 = getelementptr inbounds double, ptr %v8123, i64 %v8122
  %v8125 = load double, ptr %v8124, align 8, !alias.scope !94, !noalias !95
  %v8126 = load i64, ptr %r1091
  %v8127 = mul i64 %v8126, %v8117
  %v8128 = load i64, ptr %r1093
  %v8129 = add i64 %v8127, %v8128
  %v8130 = load ptr, ptr %r1095
  %v8131 = getelementptr inbounds double, ptr %v8130, i64 %v8129
  %v8132 = load double, ptr %v8131, align 8, !alias.scope !188, !noalias !189
  %v8133 = fadd double %v8125, %v8132
  %v8134 = load ptr, ptr %r25
  %v8135 = getelementptr inbounds double, ptr %v8134, i64 %v8115
  store double %v8133, ptr %v8135, align 8, !alias.scope !94, !noalias !95
  br label %b8102
b8102:
  br label %b8103
b8103:
  %v8108 = add nsw i64 %v8107, 1
  %v8136 = icmp slt i64 %v8108, %v8100
  br i1 %v8136, label %b8101, label %b8104, !llvm.loop !403
b8104:
  br label %b8093
b8093:
  br label %b8094
b8094:
  %v8099 = add nsw i64 %v8098, 1
  %v8137 = icmp slt i64 %v8099, %v8091
  br i1 %v8137, label %b8092, label %b8095, !llvm.loop !404
b8095:
  br label %b8043
b8043:
  %v8138 = load ptr, ptr %r1095
  call void @procedure_release(ptr %context, ptr %v8138)
  br label %b7894
b7894:
  %v8139 = load ptr, ptr %r1064
  call void @procedure_release(ptr %context, ptr %v8139)
  %v8140 = load ptr, ptr %r376
  call void @procedure_release(ptr %context, ptr %v8140)
  %v8141 = load i64, ptr %r4
  %v8142 = call ptr @procedure_alloc_within(ptr %context, i64 %v8141, i64 8, i64 0)
  %v8143 = icmp eq ptr %v8142, null
  br i1 %v8143, label %b14, label %b8144, !prof !0
b8144:
  store ptr %v8142, ptr %r1098
  %v8145 = load ptr, ptr %tape.base
  %v8146 = ptrtoint ptr %v8145 to i64
  %v8147 = load ptr, ptr %tape.top
  %v8148 = ptrtoint ptr %v8147 to i64
  %v8149 = sub i64 %v8148, %v8146
  %v8150 = icmp slt i64 %v8149, 8
  br i1 %v8150, label %b8151, label %b8152, !prof !0
b8151:
  %v8153 = load ptr, ptr %tape.top
  %v8154 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8153, ptr %v8154, align 8
  %v8155 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8156 = icmp eq i64 %v8155, 0
  br i1 %v8156, label %b14, label %b8157, !prof !0
b8157:
  %v8158 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8159 = load ptr, ptr %v8158, align 8
  store ptr %v8159, ptr %tape.base
  %v8160 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8161 = load ptr, ptr %v8160, align 8
  store ptr %v8161, ptr %tape.top
  %v8162 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8163 = load ptr, ptr %v8162, align 8
  store ptr %v8163, ptr %tape.end
  br label %b8152
b8152:
  %v8164 = load ptr, ptr %tape.top
  %v8165 = getelementptr i8, ptr %v8164, i64 -8
  store ptr %v8165, ptr %tape.top
  %v8166 = load ptr, ptr %v8165, align 1, !alias.scope !78, !noalias !79
  store ptr %v8166, ptr %r167
  %v8167 = load i64, ptr %r4
  %v8168 = call ptr @procedure_alloc_within(ptr %context, i64 %v8167, i64 8, i64 0)
  %v8169 = icmp eq ptr %v8168, null
  br i1 %v8169, label %b14, label %b8170, !prof !0
b8170:
  store ptr %v8168, ptr %r1100
  %v8171 = load i64, ptr %r4
  %v8176 = icmp slt i64 0, %v8171
  br i1 %v8176, label %b8177, label %b8175
b8177:
  br label %b8172
b8172:
  %v8178 = phi i64 [ 0, %b8177 ], [ %v8179, %b8174 ]
  store i64 %v8178, ptr %r372
  %v8180 = load i64, ptr %r372
  %v8181 = load ptr, ptr %r73
  %v8182 = getelementptr inbounds double, ptr %v8181, i64 %v8180
  %v8183 = load double, ptr %v8182, align 8, !llvm.access.group !405, !alias.scope !142, !noalias !143
  store double %v8183, ptr %r1102
  %v8184 = load i64, ptr %r372
  %v8185 = load double, ptr %r1102
  %v8186 = load ptr, ptr %r1100
  %v8187 = getelementptr inbounds double, ptr %v8186, i64 %v8184
  store double %v8185, ptr %v8187, align 8, !llvm.access.group !405, !alias.scope !192, !noalias !193
  %v8188 = load i64, ptr %r372
  %v8189 = load double, ptr %r1102
  %v8190 = load ptr, ptr %r1098
  %v8191 = getelementptr inbounds double, ptr %v8190, i64 %v8188
  store double %v8189, ptr %v8191, align 8, !llvm.access.group !405, !alias.scope !190, !noalias !191
  br label %b8173
b8173:
  br label %b8174
b8174:
  %v8179 = add nsw i64 %v8178, 1
  %v8192 = icmp slt i64 %v8179, %v8171
  br i1 %v8192, label %b8172, label %b8175, !llvm.loop !406
b8175:
  %v8193 = load ptr, ptr %tape.base
  %v8194 = ptrtoint ptr %v8193 to i64
  %v8195 = load ptr, ptr %tape.top
  %v8196 = ptrtoint ptr %v8195 to i64
  %v8197 = sub i64 %v8196, %v8194
  %v8198 = icmp slt i64 %v8197, 8
  br i1 %v8198, label %b8199, label %b8200, !prof !0
b8199:
  %v8201 = load ptr, ptr %tape.top
  %v8202 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8201, ptr %v8202, align 8
  %v8203 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8204 = icmp eq i64 %v8203, 0
  br i1 %v8204, label %b14, label %b8205, !prof !0
b8205:
  %v8206 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8207 = load ptr, ptr %v8206, align 8
  store ptr %v8207, ptr %tape.base
  %v8208 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8209 = load ptr, ptr %v8208, align 8
  store ptr %v8209, ptr %tape.top
  %v8210 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8211 = load ptr, ptr %v8210, align 8
  store ptr %v8211, ptr %tape.end
  br label %b8200
b8200:
  %v8212 = load ptr, ptr %tape.top
  %v8213 = getelementptr i8, ptr %v8212, i64 -8
  store ptr %v8213, ptr %tape.top
  %v8214 = load ptr, ptr %v8213, align 1, !alias.scope !78, !noalias !79
  store ptr %v8214, ptr %r1104
  %v8215 = load ptr, ptr %r1104
  call void @procedure_release(ptr %context, ptr %v8215)
  %v8216 = load ptr, ptr %tape.base
  %v8217 = ptrtoint ptr %v8216 to i64
  %v8218 = load ptr, ptr %tape.top
  %v8219 = ptrtoint ptr %v8218 to i64
  %v8220 = sub i64 %v8219, %v8217
  %v8221 = icmp slt i64 %v8220, 8
  br i1 %v8221, label %b8222, label %b8223, !prof !0
b8222:
  %v8224 = load ptr, ptr %tape.top
  %v8225 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8224, ptr %v8225, align 8
  %v8226 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8227 = icmp eq i64 %v8226, 0
  br i1 %v8227, label %b14, label %b8228, !prof !0
b8228:
  %v8229 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8230 = load ptr, ptr %v8229, align 8
  store ptr %v8230, ptr %tape.base
  %v8231 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8232 = load ptr, ptr %v8231, align 8
  store ptr %v8232, ptr %tape.top
  %v8233 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8234 = load ptr, ptr %v8233, align 8
  store ptr %v8234, ptr %tape.end
  br label %b8223
b8223:
  %v8235 = load ptr, ptr %tape.top
  %v8236 = getelementptr i8, ptr %v8235, i64 -8
  store ptr %v8236, ptr %tape.top
  %v8237 = load ptr, ptr %v8236, align 1, !alias.scope !78, !noalias !79
  store ptr %v8237, ptr %r1106
  %v8238 = load ptr, ptr %r1106
  call void @procedure_release(ptr %context, ptr %v8238)
  %v8239 = load ptr, ptr %tape.base
  %v8240 = ptrtoint ptr %v8239 to i64
  %v8241 = load ptr, ptr %tape.top
  %v8242 = ptrtoint ptr %v8241 to i64
  %v8243 = sub i64 %v8242, %v8240
  %v8244 = icmp slt i64 %v8243, 16
  br i1 %v8244, label %b8245, label %b8246, !prof !0
b8246:
  %v8248 = load ptr, ptr %tape.top
  %v8249 = getelementptr i8, ptr %v8248, i64 -8
  store ptr %v8249, ptr %tape.top
  %v8250 = load ptr, ptr %v8249, align 1, !alias.scope !78, !noalias !79
  store ptr %v8250, ptr %r73
  %v8251 = load ptr, ptr %tape.top
  %v8252 = getelementptr i8, ptr %v8251, i64 -8
  store ptr %v8252, ptr %tape.top
  %v8253 = load ptr, ptr %v8252, align 1, !alias.scope !78, !noalias !79
  store ptr %v8253, ptr %r49
  br label %b8247
b8245:
  %v8254 = load ptr, ptr %tape.base
  %v8255 = ptrtoint ptr %v8254 to i64
  %v8256 = load ptr, ptr %tape.top
  %v8257 = ptrtoint ptr %v8256 to i64
  %v8258 = sub i64 %v8257, %v8255
  %v8259 = icmp slt i64 %v8258, 8
  br i1 %v8259, label %b8260, label %b8261, !prof !0
b8260:
  %v8262 = load ptr, ptr %tape.top
  %v8263 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8262, ptr %v8263, align 8
  %v8264 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8265 = icmp eq i64 %v8264, 0
  br i1 %v8265, label %b14, label %b8266, !prof !0
b8266:
  %v8267 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8268 = load ptr, ptr %v8267, align 8
  store ptr %v8268, ptr %tape.base
  %v8269 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8270 = load ptr, ptr %v8269, align 8
  store ptr %v8270, ptr %tape.top
  %v8271 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8272 = load ptr, ptr %v8271, align 8
  store ptr %v8272, ptr %tape.end
  br label %b8261
b8261:
  %v8273 = load ptr, ptr %tape.top
  %v8274 = getelementptr i8, ptr %v8273, i64 -8
  store ptr %v8274, ptr %tape.top
  %v8275 = load ptr, ptr %v8274, align 1, !alias.scope !78, !noalias !79
  store ptr %v8275, ptr %r73
  %v8276 = load ptr, ptr %tape.base
  %v8277 = ptrtoint ptr %v8276 to i64
  %v8278 = load ptr, ptr %tape.top
  %v8279 = ptrtoint ptr %v8278 to i64
  %v8280 = sub i64 %v8279, %v8277
  %v8281 = icmp slt i64 %v8280, 8
  br i1 %v8281, label %b8282, label %b8283, !prof !0
b8282:
  %v8284 = load ptr, ptr %tape.top
  %v8285 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8284, ptr %v8285, align 8
  %v8286 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8287 = icmp eq i64 %v8286, 0
  br i1 %v8287, label %b14, label %b8288, !prof !0
b8288:
  %v8289 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8290 = load ptr, ptr %v8289, align 8
  store ptr %v8290, ptr %tape.base
  %v8291 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8292 = load ptr, ptr %v8291, align 8
  store ptr %v8292, ptr %tape.top
  %v8293 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8294 = load ptr, ptr %v8293, align 8
  store ptr %v8294, ptr %tape.end
  br label %b8283
b8283:
  %v8295 = load ptr, ptr %tape.top
  %v8296 = getelementptr i8, ptr %v8295, i64 -8
  store ptr %v8296, ptr %tape.top
  %v8297 = load ptr, ptr %v8296, align 1, !alias.scope !78, !noalias !79
  store ptr %v8297, ptr %r49
  br label %b8247
b8247:
  %v8298 = load i64, ptr %r12
  %v8299 = sub i64 %v8298, 1
  %v8300 = sub i64 0, 1
  %v8305 = icmp sgt i64 %v8299, %v8300
  br i1 %v8305, label %b8306, label %b8304
b8306:
  br label %b8301
b8301:
  %v8307 = phi i64 [ %v8299, %b8306 ], [ %v8308, %b8303 ]
  store i64 %v8307, ptr %r368
  store double 0x0000000000000000, ptr %r1108
  %v8309 = load i64, ptr %r4
  %v8314 = icmp slt i64 0, %v8309
  br i1 %v8314, label %b8315, label %b8313
b8315:
  br label %b8310
b8310:
  %v8316 = phi i64 [ 0, %b8315 ], [ %v8317, %b8312 ]
  store i64 %v8316, ptr %r370
  %v8318 = load i64, ptr %r370
  %v8319 = load ptr, ptr %r1098
  %v8320 = getelementptr inbounds double, ptr %v8319, i64 %v8318
  %v8321 = load double, ptr %v8320, align 8, !llvm.access.group !407, !alias.scope !190, !noalias !191
  store double %v8321, ptr %r1110
  %v8322 = load i64, ptr %r368
  %v8323 = load ptr, ptr %r203
  %v8324 = getelementptr inbounds double, ptr %v8323, i64 %v8322
  %v8325 = load double, ptr %v8324, align 8, !llvm.access.group !407, !alias.scope !124, !noalias !125
  store double %v8325, ptr %r1112
  %v8326 = load i64, ptr %r4
  %v8327 = load i64, ptr %r368
  %v8328 = mul i64 %v8326, %v8327
  store i64 %v8328, ptr %r1114
  %v8329 = load i64, ptr %r1114
  %v8330 = load i64, ptr %r370
  %v8331 = add i64 %v8329, %v8330
  store i64 %v8331, ptr %r1116
  %v8332 = load i64, ptr %r1116
  %v8333 = load ptr, ptr %r240
  %v8334 = getelementptr inbounds double, ptr %v8333, i64 %v8332
  %v8335 = load double, ptr %v8334, align 8, !llvm.access.group !407, !alias.scope !136, !noalias !137
  store double %v8335, ptr %r1118
  %v8336 = load double, ptr %r1110
  %v8337 = load double, ptr %r1112
  %v8338 = fmul double %v8336, %v8337
  store double %v8338, ptr %r1120
  %v8339 = load double, ptr %r1110
  %v8340 = load double, ptr %r1118
  %v8341 = fmul double %v8339, %v8340
  store double %v8341, ptr %r1122
  %v8342 = load i64, ptr %r1116
  %v8343 = load i64, ptr %r1116
  %v8344 = load ptr, ptr %r1082
  %v8345 = getelementptr inbounds double, ptr %v8344, i64 %v8343
  %v8346 = load double, ptr %v8345, align 8, !llvm.access.group !407, !alias.scope !184, !noalias !185
  %v8347 = load double, ptr %r1120
  %v8348 = fadd double %v8346, %v8347
  %v8349 = load ptr, ptr %r1082
  %v8350 = getelementptr inbounds double, ptr %v8349, i64 %v8342
  store double %v8348, ptr %v8350, align 8, !llvm.access.group !407, !alias.scope !184, !noalias !185
  %v8351 = load double, ptr %r1108
  %v8352 = load double, ptr %r1122
  %v8353 = fadd reassoc contract double %v8351, %v8352
  store double %v8353, ptr %r1108
  br label %b8311
b8311:
  br label %b8312
b8312:
  %v8317 = add nsw i64 %v8316, 1
  %v8354 = icmp slt i64 %v8317, %v8309
  br i1 %v8354, label %b8310, label %b8313, !llvm.loop !408
b8313:
  %v8355 = load i64, ptr %r4
  %v8356 = icmp slt i64 0, %v8355
  br i1 %v8356, label %b8357, label %b8359
b8357:
  %v8360 = load i64, ptr %r368
  %v8361 = mul i64 1, %v8360
  %v8362 = add i64 0, %v8361
  %v8363 = load i64, ptr %r368
  %v8364 = mul i64 1, %v8363
  %v8365 = add i64 0, %v8364
  %v8366 = load ptr, ptr %r882
  %v8367 = getelementptr inbounds double, ptr %v8366, i64 %v8365
  %v8368 = load double, ptr %v8367, align 8, !alias.scope !170, !noalias !171
  %v8369 = load double, ptr %r1108
  %v8370 = fadd double %v8368, %v8369
  %v8371 = load ptr, ptr %r882
  %v8372 = getelementptr inbounds double, ptr %v8371, i64 %v8362
  store double %v8370, ptr %v8372, align 8, !alias.scope !170, !noalias !171
  br label %b8359
b8359:
  br label %b8302
b8302:
  br label %b8303
b8303:
  %v8308 = add nsw i64 %v8307, -1
  %v8373 = icmp sgt i64 %v8308, %v8300
  br i1 %v8373, label %b8301, label %b8304, !llvm.loop !409
b8304:
  %v8374 = load i64, ptr %r4
  %v8379 = icmp slt i64 0, %v8374
  br i1 %v8379, label %b8380, label %b8378
b8380:
  br label %b8375
b8375:
  %v8381 = phi i64 [ 0, %b8380 ], [ %v8382, %b8377 ]
  store i64 %v8381, ptr %r366
  %v8383 = load i64, ptr %r366
  %v8384 = load ptr, ptr %r1098
  %v8385 = getelementptr inbounds double, ptr %v8384, i64 %v8383
  %v8386 = load double, ptr %v8385, align 8, !llvm.access.group !410, !alias.scope !190, !noalias !191
  store double %v8386, ptr %r1124
  br label %b8376
b8376:
  br label %b8377
b8377:
  %v8382 = add nsw i64 %v8381, 1
  %v8387 = icmp slt i64 %v8382, %v8374
  br i1 %v8387, label %b8375, label %b8378, !llvm.loop !411
b8378:
  %v8388 = load ptr, ptr %r1098
  call void @procedure_release(ptr %context, ptr %v8388)
  %v8389 = load ptr, ptr %tape.base
  %v8390 = ptrtoint ptr %v8389 to i64
  %v8391 = load ptr, ptr %tape.top
  %v8392 = ptrtoint ptr %v8391 to i64
  %v8393 = sub i64 %v8392, %v8390
  %v8394 = icmp slt i64 %v8393, 16
  br i1 %v8394, label %b8395, label %b8396, !prof !0
b8396:
  %v8398 = load ptr, ptr %tape.top
  %v8399 = getelementptr i8, ptr %v8398, i64 -8
  store ptr %v8399, ptr %tape.top
  %v8400 = load ptr, ptr %v8399, align 1, !alias.scope !78, !noalias !79
  store ptr %v8400, ptr %r234
  %v8401 = load ptr, ptr %tape.top
  %v8402 = getelementptr i8, ptr %v8401, i64 -8
  store ptr %v8402, ptr %tape.top
  %v8403 = load i64, ptr %v8402, align 1, !alias.scope !78, !noalias !79
  store i64 %v8403, ptr %r1126
  br label %b8397
b8395:
  %v8404 = load ptr, ptr %tape.base
  %v8405 = ptrtoint ptr %v8404 to i64
  %v8406 = load ptr, ptr %tape.top
  %v8407 = ptrtoint ptr %v8406 to i64
  %v8408 = sub i64 %v8407, %v8405
  %v8409 = icmp slt i64 %v8408, 8
  br i1 %v8409, label %b8410, label %b8411, !prof !0
b8410:
  %v8412 = load ptr, ptr %tape.top
  %v8413 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8412, ptr %v8413, align 8
  %v8414 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8415 = icmp eq i64 %v8414, 0
  br i1 %v8415, label %b14, label %b8416, !prof !0
b8416:
  %v8417 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8418 = load ptr, ptr %v8417, align 8
  store ptr %v8418, ptr %tape.base
  %v8419 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8420 = load ptr, ptr %v8419, align 8
  store ptr %v8420, ptr %tape.top
  %v8421 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8422 = load ptr, ptr %v8421, align 8
  store ptr %v8422, ptr %tape.end
  br label %b8411
b8411:
  %v8423 = load ptr, ptr %tape.top
  %v8424 = getelementptr i8, ptr %v8423, i64 -8
  store ptr %v8424, ptr %tape.top
  %v8425 = load ptr, ptr %v8424, align 1, !alias.scope !78, !noalias !79
  store ptr %v8425, ptr %r234
  %v8426 = load ptr, ptr %tape.base
  %v8427 = ptrtoint ptr %v8426 to i64
  %v8428 = load ptr, ptr %tape.top
  %v8429 = ptrtoint ptr %v8428 to i64
  %v8430 = sub i64 %v8429, %v8427
  %v8431 = icmp slt i64 %v8430, 8
  br i1 %v8431, label %b8432, label %b8433, !prof !0
b8432:
  %v8434 = load ptr, ptr %tape.top
  %v8435 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8434, ptr %v8435, align 8
  %v8436 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8437 = icmp eq i64 %v8436, 0
  br i1 %v8437, label %b14, label %b8438, !prof !0
b8438:
  %v8439 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8440 = load ptr, ptr %v8439, align 8
  store ptr %v8440, ptr %tape.base
  %v8441 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8442 = load ptr, ptr %v8441, align 8
  store ptr %v8442, ptr %tape.top
  %v8443 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8444 = load ptr, ptr %v8443, align 8
  store ptr %v8444, ptr %tape.end
  br label %b8433
b8433:
  %v8445 = load ptr, ptr %tape.top
  %v8446 = getelementptr i8, ptr %v8445, i64 -8
  store ptr %v8446, ptr %tape.top
  %v8447 = load i64, ptr %v8446, align 1, !alias.scope !78, !noalias !79
  store i64 %v8447, ptr %r1126
  br label %b8397
b8397:
  %v8448 = load i64, ptr %r1126
  %v8449 = call ptr @procedure_alloc_within(ptr %context, i64 %v8448, i64 8, i64 1)
  %v8450 = icmp eq ptr %v8449, null
  br i1 %v8450, label %b14, label %b8451, !prof !0
b8451:
  store ptr %v8449, ptr %r1128
  %v8452 = sub i64 -1, -1
  %v8453 = load i64, ptr %r338
  %v8454 = sub i64 %v8453, -1
  %v8459 = icmp slt i64 %v8452, %v8454
  br i1 %v8459, label %b8460, label %b8458
b8460:
  br label %b8455
b8455:
  %v8461 = phi i64 [ %v8452, %b8460 ], [ %v8462, %b8457 ]
  store i64 %v8461, ptr %r340
  %v8463 = load i64, ptr %r340
  %v8464 = sub i64 %v8463, 1
  %v8465 = sub i64 0, 1
  %v8470 = icmp sgt i64 %v8464, %v8465
  br i1 %v8470, label %b8471, label %b8469
b8471:
  br label %b8466
b8466:
  %v8472 = phi i64 [ %v8464, %b8471 ], [ %v8473, %b8468 ]
  store i64 %v8472, ptr %r352
  %v8474 = load i64, ptr %r4
  %v8475 = sub i64 %v8474, 0
  %v8476 = icmp sgt i64 %v8475, 0
  %v8477 = select i1 %v8476, i64 %v8475, i64 0
  store i64 %v8477, ptr %r354
  %v8478 = mul i64 0, 2
  store i64 %v8478, ptr %r356
  %v8479 = load i64, ptr %r356
  %v8480 = load i64, ptr %r354
  %v8481 = add i64 %v8479, %v8480
  %v8482 = mul i64 %v8481, 8
  %v8483 = add i64 %v8482, 7
  %v8484 = sdiv i64 %v8483, 8
  store i64 %v8484, ptr %r358
  %v8485 = load i64, ptr %r358
  %v8486 = load ptr, ptr %tape.top
  %v8487 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8486, ptr %v8487, align 8
  %v8488 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v8485, i64 8)
  %v8489 = icmp eq ptr %v8488, null
  br i1 %v8489, label %b14, label %b8490, !prof !0
b8490:
  %v8491 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8492 = load ptr, ptr %v8491, align 8
  store ptr %v8492, ptr %tape.base
  %v8493 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8494 = load ptr, ptr %v8493, align 8
  store ptr %v8494, ptr %tape.top
  %v8495 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8496 = load ptr, ptr %v8495, align 8
  store ptr %v8496, ptr %tape.end
  store ptr %v8488, ptr %r360
  %v8497 = load i64, ptr %r4
  %v8498 = sub i64 %v8497, 1
  %v8499 = sub i64 0, 1
  %v8504 = icmp sgt i64 %v8498, %v8499
  br i1 %v8504, label %b8505, label %b8503
b8505:
  br label %b8500
b8500:
  %v8506 = phi i64 [ %v8498, %b8505 ], [ %v8507, %b8502 ]
  store i64 %v8506, ptr %r362
  %v8508 = load i64, ptr %r356
  %v8509 = load i64, ptr %r362
  %v8510 = add i64 %v8508, %v8509
  %v8511 = load ptr, ptr %r360
  %v8512 = getelementptr inbounds double, ptr %v8511, i64 %v8510
  %v8513 = load double, ptr %v8512, align 8, !alias.scope !78, !noalias !79
  store double %v8513, ptr %r1130
  %v8514 = load i64, ptr %r4
  %v8515 = load i64, ptr %r352
  %v8516 = mul i64 %v8514, %v8515
  %v8517 = load i64, ptr %r362
  %v8518 = add i64 %v8516, %v8517
  %v8519 = load double, ptr %r1130
  %v8520 = load ptr, ptr %r240
  %v8521 = getelementptr inbounds double, ptr %v8520, i64 %v8518
  store double %v8519, ptr %v8521, align 8, !alias.scope !136, !noalias !137
  %v8522 = load i64, ptr %r4
  %v8523 = load i64, ptr %r352
  %v8524 = mul i64 %v8522, %v8523
  %v8525 = load i64, ptr %r362
  %v8526 = add i64 %v8524, %v8525
  store i64 %v8526, ptr %r1132
  %v8527 = load i64, ptr %r1132
  %v8528 = load ptr, ptr %r1082
  %v8529 = getelementptr inbounds double, ptr %v8528, i64 %v8527
  %v8530 = load double, ptr %v8529, align 8, !alias.scope !184, !noalias !185
  store double %v8530, ptr %r1134
  %v8531 = load i64, ptr %r4
  %v8532 = load i64, ptr %r352
  %v8533 = mul i64 %v8531, %v8532
  store i64 %v8533, ptr %r1136
  %v8534 = load i64, ptr %r1136
  %v8535 = load i64, ptr %r362
  %v8536 = add i64 %v8534, %v8535
  store i64 %v8536, ptr %r1138
  %v8537 = load i64, ptr %r4
  %v8538 = load i64, ptr %r340
  %v8539 = mul i64 %v8537, %v8538
  store i64 %v8539, ptr %r1140
  %v8540 = load i64, ptr %r1140
  %v8541 = load i64, ptr %r362
  %v8542 = add i64 %v8540, %v8541
  store i64 %v8542, ptr %r1142
  %v8543 = load i64, ptr %r1142
  %v8544 = load ptr, ptr %r240
  %v8545 = getelementptr inbounds double, ptr %v8544, i64 %v8543
  %v8546 = load double, ptr %v8545, align 8, !alias.scope !136, !noalias !137
  store double %v8546, ptr %r1144
  %v8547 = load i64, ptr %r12
  %v8548 = load i64, ptr %r352
  %v8549 = mul i64 %v8547, %v8548
  store i64 %v8549, ptr %r1146
  %v8550 = load i64, ptr %r1146
  %v8551 = load i64, ptr %r340
  %v8552 = add i64 %v8550, %v8551
  store i64 %v8552, ptr %r1148
  %v8553 = load i64, ptr %r1148
  %v8554 = load ptr, ptr %r234
  %v8555 = getelementptr inbounds double, ptr %v8554, i64 %v8553
  %v8556 = load double, ptr %v8555, align 8, !alias.scope !134, !noalias !135
  store double %v8556, ptr %r1150
  %v8557 = load double, ptr %r1134
  %v8558 = fneg double %v8557
  store double %v8558, ptr %r1152
  %v8559 = load double, ptr %r1152
  %v8560 = load double, ptr %r1144
  %v8561 = fmul double %v8559, %v8560
  store double %v8561, ptr %r1154
  %v8562 = load double, ptr %r1152
  %v8563 = load double, ptr %r1150
  %v8564 = fmul double %v8562, %v8563
  store double %v8564, ptr %r1156
  %v8565 = load i64, ptr %r1148
  %v8566 = load i64, ptr %r1148
  %v8567 = load ptr, ptr %r1128
  %v8568 = getelementptr inbounds double, ptr %v8567, i64 %v8566
  %v8569 = load double, ptr %v8568, align 8, !alias.scope !194, !noalias !195
  %v8570 = load double, ptr %r1154
  %v8571 = fadd double %v8569, %v8570
  %v8572 = load ptr, ptr %r1128
  %v8573 = getelementptr inbounds double, ptr %v8572, i64 %v8565
  store double %v8571, ptr %v8573, align 8, !alias.scope !194, !noalias !195
  %v8574 = load i64, ptr %r1142
  %v8575 = load i64, ptr %r1142
  %v8576 = load ptr, ptr %r1082
  %v8577 = getelementptr inbounds double, ptr %v8576, i64 %v8575
  %v8578 = load double, ptr %v8577, align 8, !alias.scope !184, !noalias !185
  %v8579 = load double, ptr %r1156
  %v8580 = fadd double %v8578, %v8579
  %v8581 = load ptr, ptr %r1082
  %v8582 = getelementptr inbounds double, ptr %v8581, i64 %v8574
  store double %v8580, ptr %v8582, align 8, !alias.scope !184, !noalias !185
  br label %b8501
b8501:
  br label %b8502
b8502:
  %v8507 = add nsw i64 %v8506, -1
  %v8583 = icmp sgt i64 %v8507, %v8499
  br i1 %v8583, label %b8500, label %b8503, !llvm.loop !412
b8503:
  br label %b8467
b8467:
  br label %b8468
b8468:
  %v8473 = add nsw i64 %v8472, -1
  %v8584 = icmp sgt i64 %v8473, %v8465
  br i1 %v8584, label %b8466, label %b8469, !llvm.loop !413
b8469:
  %v8585 = load i64, ptr %r4
  %v8586 = sub i64 %v8585, 0
  %v8587 = icmp sgt i64 %v8586, 0
  %v8588 = select i1 %v8587, i64 %v8586, i64 0
  store i64 %v8588, ptr %r342
  %v8589 = mul i64 0, 2
  store i64 %v8589, ptr %r344
  %v8590 = load i64, ptr %r344
  %v8591 = load i64, ptr %r342
  %v8592 = add i64 %v8590, %v8591
  %v8593 = mul i64 %v8592, 8
  %v8594 = add i64 %v8593, 7
  %v8595 = sdiv i64 %v8594, 8
  store i64 %v8595, ptr %r346
  %v8596 = load i64, ptr %r346
  %v8597 = load ptr, ptr %tape.top
  %v8598 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8597, ptr %v8598, align 8
  %v8599 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v8596, i64 8)
  %v8600 = icmp eq ptr %v8599, null
  br i1 %v8600, label %b14, label %b8601, !prof !0
b8601:
  %v8602 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8603 = load ptr, ptr %v8602, align 8
  store ptr %v8603, ptr %tape.base
  %v8604 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8605 = load ptr, ptr %v8604, align 8
  store ptr %v8605, ptr %tape.top
  %v8606 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8607 = load ptr, ptr %v8606, align 8
  store ptr %v8607, ptr %tape.end
  store ptr %v8599, ptr %r348
  store double 0x0000000000000000, ptr %r1158
  %v8608 = load i64, ptr %r4
  %v8613 = icmp slt i64 0, %v8608
  br i1 %v8613, label %b8614, label %b8612
b8614:
  br label %b8609
b8609:
  %v8615 = phi i64 [ 0, %b8614 ], [ %v8616, %b8611 ]
  store i64 %v8615, ptr %r350
  %v8617 = load i64, ptr %r344
  %v8618 = load i64, ptr %r350
  %v8619 = add i64 %v8617, %v8618
  %v8620 = load ptr, ptr %r348
  %v8621 = getelementptr inbounds double, ptr %v8620, i64 %v8619
  %v8622 = load double, ptr %v8621, align 8, !llvm.access.group !414, !alias.scope !78, !noalias !79
  store double %v8622, ptr %r1160
  %v8623 = load i64, ptr %r4
  %v8624 = load i64, ptr %r340
  %v8625 = mul i64 %v8623, %v8624
  %v8626 = load i64, ptr %r350
  %v8627 = add i64 %v8625, %v8626
  %v8628 = load double, ptr %r1160
  %v8629 = load ptr, ptr %r240
  %v8630 = getelementptr inbounds double, ptr %v8629, i64 %v8627
  store double %v8628, ptr %v8630, align 8, !llvm.access.group !414, !alias.scope !136, !noalias !137
  %v8631 = load i64, ptr %r4
  %v8632 = load i64, ptr %r340
  %v8633 = mul i64 %v8631, %v8632
  %v8634 = load i64, ptr %r350
  %v8635 = add i64 %v8633, %v8634
  store i64 %v8635, ptr %r1162
  %v8636 = load i64, ptr %r1162
  %v8637 = load ptr, ptr %r1082
  %v8638 = getelementptr inbounds double, ptr %v8637, i64 %v8636
  %v8639 = load double, ptr %v8638, align 8, !llvm.access.group !414, !alias.scope !184, !noalias !185
  store double %v8639, ptr %r1164
  %v8640 = load i64, ptr %r1162
  %v8641 = load ptr, ptr %r1082
  %v8642 = getelementptr inbounds double, ptr %v8641, i64 %v8640
  store double 0x0000000000000000, ptr %v8642, align 8, !llvm.access.group !414, !alias.scope !184, !noalias !185
  %v8643 = load i64, ptr %r4
  %v8644 = load i64, ptr %r340
  %v8645 = mul i64 %v8643, %v8644
  store i64 %v8645, ptr %r1166
  %v8646 = load i64, ptr %r1166
  %v8647 = load i64, ptr %r350
  %v8648 = add i64 %v8646, %v8647
  store i64 %v8648, ptr %r1168
  %v8649 = load i64, ptr %r1168
  %v8650 = load ptr, ptr %r240
  %v8651 = getelementptr inbounds double, ptr %v8650, i64 %v8649
  %v8652 = load double, ptr %v8651, align 8, !llvm.access.group !414, !alias.scope !136, !noalias !137
  store double %v8652, ptr %r1170
  %v8653 = load i64, ptr %r12
  %v8654 = load i64, ptr %r340
  %v8655 = mul i64 %v8653, %v8654
  store i64 %v8655, ptr %r1172
  %v8656 = load i64, ptr %r1172
  %v8657 = load i64, ptr %r340
  %v8658 = add i64 %v8656, %v8657
  store i64 %v8658, ptr %r1174
  %v8659 = load i64, ptr %r1174
  %v8660 = load ptr, ptr %r234
  %v8661 = getelementptr inbounds double, ptr %v8660, i64 %v8659
  %v8662 = load double, ptr %v8661, align 8, !llvm.access.group !414, !alias.scope !134, !noalias !135
  store double %v8662, ptr %r1176
  %v8663 = load double, ptr %r1170
  %v8664 = load double, ptr %r1176
  %v8665 = fdiv double %v8663, %v8664
  store double %v8665, ptr %r1178
  %v8666 = load double, ptr %r1164
  %v8667 = load double, ptr %r1176
  %v8668 = fdiv double %v8666, %v8667
  store double %v8668, ptr %r1180
  %v8669 = load double, ptr %r1164
  %v8670 = load double, ptr %r1176
  %v8671 = fdiv double %v8669, %v8670
  %v8672 = load double, ptr %r1178
  %v8673 = fmul double %v8671, %v8672
  %v8674 = fneg double %v8673
  store double %v8674, ptr %r1182
  %v8675 = load i64, ptr %r1168
  %v8676 = load i64, ptr %r1168
  %v8677 = load ptr, ptr %r1082
  %v8678 = getelementptr inbounds double, ptr %v8677, i64 %v8676
  %v8679 = load double, ptr %v8678, align 8, !llvm.access.group !414, !alias.scope !184, !noalias !185
  %v8680 = load double, ptr %r1180
  %v8681 = fadd double %v8679, %v8680
  %v8682 = load ptr, ptr %r1082
  %v8683 = getelementptr inbounds double, ptr %v8682, i64 %v8675
  store double %v8681, ptr %v8683, align 8, !llvm.access.group !414, !alias.scope !184, !noalias !185
  %v8684 = load double, ptr %r1158
  %v8685 = load double, ptr %r1182
  %v8686 = fadd reassoc contract double %v8684, %v8685
  store double %v8686, ptr %r1158
  br label %b8610
b8610:
  br label %b8611
b8611:
  %v8616 = add nsw i64 %v8615, 1
  %v8687 = icmp slt i64 %v8616, %v8608
  br i1 %v8687, label %b8609, label %b8612, !llvm.loop !415
b8612:
  %v8688 = load i64, ptr %r4
  %v8689 = icmp slt i64 0, %v8688
  br i1 %v8689, label %b8690, label %b8692
b8690:
  %v8693 = load i64, ptr %r340
  %v8694 = mul i64 1, %v8693
  %v8695 = load i64, ptr %r12
  %v8696 = mul i64 %v8694, %v8695
  %v8697 = add i64 0, %v8696
  %v8698 = mul i64 1, %v8693
  %v8699 = add i64 %v8697, %v8698
  %v8700 = load i64, ptr %r340
  %v8701 = mul i64 1, %v8700
  %v8702 = load i64, ptr %r12
  %v8703 = mul i64 %v8701, %v8702
  %v8704 = add i64 0, %v8703
  %v8705 = mul i64 1, %v8700
  %v8706 = add i64 %v8704, %v8705
  %v8707 = load ptr, ptr %r1128
  %v8708 = getelementptr inbounds double, ptr %v8707, i64 %v8706
  %v8709 = load double, ptr %v8708, align 8, !alias.scope !194, !noalias !195
  %v8710 = load double, ptr %r1158
  %v8711 = fadd double %v8709, %v8710
  %v8712 = load ptr, ptr %r1128
  %v8713 = getelementptr inbounds double, ptr %v8712, i64 %v8699
  store double %v8711, ptr %v8713, align 8, !alias.scope !194, !noalias !195
  br label %b8692
b8692:
  br label %b8456
b8456:
  %v8714 = and i64 %v8461, 15
  %v8715 = icmp eq i64 %v8714, 15
  br i1 %v8715, label %b8716, label %b8717, !prof !0
b8717:
  br label %b8457
b8457:
  %v8462 = add nsw i64 %v8461, 1
  %v8720 = icmp slt i64 %v8462, %v8454
  br i1 %v8720, label %b8455, label %b8458, !llvm.loop !416
b8458:
  %v8721 = load ptr, ptr %tape.base
  %v8722 = ptrtoint ptr %v8721 to i64
  %v8723 = load ptr, ptr %tape.top
  %v8724 = ptrtoint ptr %v8723 to i64
  %v8725 = sub i64 %v8724, %v8722
  %v8726 = icmp slt i64 %v8725, 8
  br i1 %v8726, label %b8727, label %b8728, !prof !0
b8727:
  %v8729 = load ptr, ptr %tape.top
  %v8730 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8729, ptr %v8730, align 8
  %v8731 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8732 = icmp eq i64 %v8731, 0
  br i1 %v8732, label %b14, label %b8733, !prof !0
b8733:
  %v8734 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8735 = load ptr, ptr %v8734, align 8
  store ptr %v8735, ptr %tape.base
  %v8736 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8737 = load ptr, ptr %v8736, align 8
  store ptr %v8737, ptr %tape.top
  %v8738 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8739 = load ptr, ptr %v8738, align 8
  store ptr %v8739, ptr %tape.end
  br label %b8728
b8728:
  %v8740 = load ptr, ptr %tape.top
  %v8741 = getelementptr i8, ptr %v8740, i64 -8
  store ptr %v8741, ptr %tape.top
  %v8742 = load i64, ptr %v8741, align 1, !alias.scope !78, !noalias !79
  store i64 %v8742, ptr %r1184
  %v8743 = load i64, ptr %r1184
  %v8748 = icmp slt i64 0, %v8743
  br i1 %v8748, label %b8749, label %b8747
b8749:
  br label %b8744
b8744:
  %v8750 = phi i64 [ 0, %b8749 ], [ %v8751, %b8746 ]
  store i64 %v8750, ptr %r1186
  %v8752 = load ptr, ptr %tape.base
  %v8753 = ptrtoint ptr %v8752 to i64
  %v8754 = load ptr, ptr %tape.top
  %v8755 = ptrtoint ptr %v8754 to i64
  %v8756 = sub i64 %v8755, %v8753
  %v8757 = icmp slt i64 %v8756, 8
  br i1 %v8757, label %b8758, label %b8759, !prof !0
b8758:
  %v8760 = load ptr, ptr %tape.top
  %v8761 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8760, ptr %v8761, align 8
  %v8762 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8763 = icmp eq i64 %v8762, 0
  br i1 %v8763, label %b14, label %b8764, !prof !0
b8764:
  %v8765 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8766 = load ptr, ptr %v8765, align 8
  store ptr %v8766, ptr %tape.base
  %v8767 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8768 = load ptr, ptr %v8767, align 8
  store ptr %v8768, ptr %tape.top
  %v8769 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8770 = load ptr, ptr %v8769, align 8
  store ptr %v8770, ptr %tape.end
  br label %b8759
b8759:
  %v8771 = load ptr, ptr %tape.top
  %v8772 = getelementptr i8, ptr %v8771, i64 -8
  store ptr %v8772, ptr %tape.top
  %v8773 = load i64, ptr %v8772, align 1, !alias.scope !78, !noalias !79
  store i64 %v8773, ptr %r1188
  %v8774 = load i64, ptr %r1188
  %v8779 = icmp slt i64 0, %v8774
  br i1 %v8779, label %b8780, label %b8778
b8780:
  br label %b8775
b8775:
  %v8781 = phi i64 [ 0, %b8780 ], [ %v8782, %b8777 ]
  store i64 %v8781, ptr %r1190
  %v8783 = load ptr, ptr %tape.base
  %v8784 = ptrtoint ptr %v8783 to i64
  %v8785 = load ptr, ptr %tape.top
  %v8786 = ptrtoint ptr %v8785 to i64
  %v8787 = sub i64 %v8786, %v8784
  %v8788 = icmp slt i64 %v8787, 9
  br i1 %v8788, label %b8789, label %b8790, !prof !0
b8790:
  %v8792 = load ptr, ptr %tape.top
  %v8793 = getelementptr i8, ptr %v8792, i64 -8
  store ptr %v8793, ptr %tape.top
  %v8794 = load i64, ptr %v8793, align 1, !alias.scope !78, !noalias !79
  store i64 %v8794, ptr %r43
  %v8795 = load ptr, ptr %tape.top
  %v8796 = getelementptr i8, ptr %v8795, i64 -1
  store ptr %v8796, ptr %tape.top
  %v8797 = load i8, ptr %v8796, align 1, !alias.scope !78, !noalias !79
  %v8798 = icmp ne i8 %v8797, 0
  store i1 %v8798, ptr %r1192
  br label %b8791
b8789:
  %v8799 = load ptr, ptr %tape.base
  %v8800 = ptrtoint ptr %v8799 to i64
  %v8801 = load ptr, ptr %tape.top
  %v8802 = ptrtoint ptr %v8801 to i64
  %v8803 = sub i64 %v8802, %v8800
  %v8804 = icmp slt i64 %v8803, 8
  br i1 %v8804, label %b8805, label %b8806, !prof !0
b8805:
  %v8807 = load ptr, ptr %tape.top
  %v8808 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8807, ptr %v8808, align 8
  %v8809 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8810 = icmp eq i64 %v8809, 0
  br i1 %v8810, label %b14, label %b8811, !prof !0
b8811:
  %v8812 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8813 = load ptr, ptr %v8812, align 8
  store ptr %v8813, ptr %tape.base
  %v8814 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8815 = load ptr, ptr %v8814, align 8
  store ptr %v8815, ptr %tape.top
  %v8816 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8817 = load ptr, ptr %v8816, align 8
  store ptr %v8817, ptr %tape.end
  br label %b8806
b8806:
  %v8818 = load ptr, ptr %tape.top
  %v8819 = getelementptr i8, ptr %v8818, i64 -8
  store ptr %v8819, ptr %tape.top
  %v8820 = load i64, ptr %v8819, align 1, !alias.scope !78, !noalias !79
  store i64 %v8820, ptr %r43
  %v8821 = load ptr, ptr %tape.base
  %v8822 = ptrtoint ptr %v8821 to i64
  %v8823 = load ptr, ptr %tape.top
  %v8824 = ptrtoint ptr %v8823 to i64
  %v8825 = sub i64 %v8824, %v8822
  %v8826 = icmp slt i64 %v8825, 1
  br i1 %v8826, label %b8827, label %b8828, !prof !0
b8827:
  %v8829 = load ptr, ptr %tape.top
  %v8830 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8829, ptr %v8830, align 8
  %v8831 = call i64 @procedure_back(ptr %context, ptr %tape, i64 1)
  %v8832 = icmp eq i64 %v8831, 0
  br i1 %v8832, label %b14, label %b8833, !prof !0
b8833:
  %v8834 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8835 = load ptr, ptr %v8834, align 8
  store ptr %v8835, ptr %tape.base
  %v8836 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8837 = load ptr, ptr %v8836, align 8
  store ptr %v8837, ptr %tape.top
  %v8838 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8839 = load ptr, ptr %v8838, align 8
  store ptr %v8839, ptr %tape.end
  br label %b8828
b8828:
  %v8840 = load ptr, ptr %tape.top
  %v8841 = getelementptr i8, ptr %v8840, i64 -1
  store ptr %v8841, ptr %tape.top
  %v8842 = load i8, ptr %v8841, align 1, !alias.scope !78, !noalias !79
  %v8843 = icmp ne i8 %v8842, 0
  store i1 %v8843, ptr %r1192
  br label %b8791
b8791:
  %v8844 = load i1, ptr %r1192
  br i1 %v8844, label %b8845, label %b8846
b8845:
  br label %b8847
b8846:
  %v8848 = load i64, ptr %r45
  %v8849 = load i64, ptr %r43
  %v8850 = icmp ne i64 %v8848, %v8849
  store i1 %v8850, ptr %r276
  %v8851 = load ptr, ptr %tape.base
  %v8852 = ptrtoint ptr %v8851 to i64
  %v8853 = load ptr, ptr %tape.top
  %v8854 = ptrtoint ptr %v8853 to i64
  %v8855 = sub i64 %v8854, %v8852
  %v8856 = icmp slt i64 %v8855, 8
  br i1 %v8856, label %b8857, label %b8858, !prof !0
b8857:
  %v8859 = load ptr, ptr %tape.top
  %v8860 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8859, ptr %v8860, align 8
  %v8861 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8862 = icmp eq i64 %v8861, 0
  br i1 %v8862, label %b14, label %b8863, !prof !0
b8863:
  %v8864 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8865 = load ptr, ptr %v8864, align 8
  store ptr %v8865, ptr %tape.base
  %v8866 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8867 = load ptr, ptr %v8866, align 8
  store ptr %v8867, ptr %tape.top
  %v8868 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8869 = load ptr, ptr %v8868, align 8
  store ptr %v8869, ptr %tape.end
  br label %b8858
b8858:
  %v8870 = load ptr, ptr %tape.top
  %v8871 = getelementptr i8, ptr %v8870, i64 -8
  store ptr %v8871, ptr %tape.top
  %v8872 = load i64, ptr %v8871, align 1, !alias.scope !78, !noalias !79
  store i64 %v8872, ptr %r1194
  %v8873 = load i64, ptr %r12
  %v8874 = sub i64 %v8873, 1
  %v8875 = load i64, ptr %r1194
  %v8876 = sub i64 %v8875, 1
  %v8881 = icmp sgt i64 %v8874, %v8876
  br i1 %v8881, label %b8882, label %b8880
b8882:
  br label %b8877
b8877:
  %v8883 = phi i64 [ %v8874, %b8882 ], [ %v8884, %b8879 ]
  store i64 %v8883, ptr %r312
  %v8885 = load i64, ptr %r4
  %v8886 = sub i64 %v8885, 0
  %v8887 = icmp sgt i64 %v8886, 0
  %v8888 = select i1 %v8887, i64 %v8886, i64 0
  store i64 %v8888, ptr %r326
  %v8889 = mul i64 0, 2
  store i64 %v8889, ptr %r328
  %v8890 = load i64, ptr %r328
  %v8891 = load i64, ptr %r326
  %v8892 = add i64 %v8890, %v8891
  %v8893 = mul i64 %v8892, 8
  %v8894 = add i64 %v8893, 7
  %v8895 = sdiv i64 %v8894, 8
  store i64 %v8895, ptr %r330
  %v8896 = load i64, ptr %r330
  %v8897 = load ptr, ptr %tape.top
  %v8898 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8897, ptr %v8898, align 8
  %v8899 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v8896, i64 8)
  %v8900 = icmp eq ptr %v8899, null
  br i1 %v8900, label %b14, label %b8901, !prof !0
b8901:
  %v8902 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8903 = load ptr, ptr %v8902, align 8
  store ptr %v8903, ptr %tape.base
  %v8904 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8905 = load ptr, ptr %v8904, align 8
  store ptr %v8905, ptr %tape.top
  %v8906 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8907 = load ptr, ptr %v8906, align 8
  store ptr %v8907, ptr %tape.end
  store ptr %v8899, ptr %r332
  %v8908 = load i64, ptr %r4
  %v8909 = sub i64 %v8908, 1
  %v8910 = sub i64 0, 1
  %v8915 = icmp sgt i64 %v8909, %v8910
  br i1 %v8915, label %b8916, label %b8914
b8916:
  br label %b8911
b8911:
  %v8917 = phi i64 [ %v8909, %b8916 ], [ %v8918, %b8913 ]
  store i64 %v8917, ptr %r334
  %v8919 = load i64, ptr %r328
  %v8920 = load i64, ptr %r334
  %v8921 = add i64 %v8919, %v8920
  %v8922 = load ptr, ptr %r332
  %v8923 = getelementptr inbounds double, ptr %v8922, i64 %v8921
  %v8924 = load double, ptr %v8923, align 8, !alias.scope !78, !noalias !79
  store double %v8924, ptr %r1196
  %v8925 = load i64, ptr %r4
  %v8926 = load i64, ptr %r312
  %v8927 = mul i64 %v8925, %v8926
  %v8928 = load i64, ptr %r334
  %v8929 = add i64 %v8927, %v8928
  %v8930 = load double, ptr %r1196
  %v8931 = load ptr, ptr %r240
  %v8932 = getelementptr inbounds double, ptr %v8931, i64 %v8929
  store double %v8930, ptr %v8932, align 8, !alias.scope !136, !noalias !137
  %v8933 = load i64, ptr %r4
  %v8934 = load i64, ptr %r312
  %v8935 = mul i64 %v8933, %v8934
  %v8936 = load i64, ptr %r334
  %v8937 = add i64 %v8935, %v8936
  store i64 %v8937, ptr %r1198
  %v8938 = load i64, ptr %r1198
  %v8939 = load ptr, ptr %r1082
  %v8940 = getelementptr inbounds double, ptr %v8939, i64 %v8938
  %v8941 = load double, ptr %v8940, align 8, !alias.scope !184, !noalias !185
  store double %v8941, ptr %r1200
  %v8942 = load i64, ptr %r4
  %v8943 = load i64, ptr %r312
  %v8944 = mul i64 %v8942, %v8943
  store i64 %v8944, ptr %r1202
  %v8945 = load i64, ptr %r1202
  %v8946 = load i64, ptr %r334
  %v8947 = add i64 %v8945, %v8946
  store i64 %v8947, ptr %r1204
  %v8948 = load i64, ptr %r4
  %v8949 = load i64, ptr %r43
  %v8950 = mul i64 %v8948, %v8949
  store i64 %v8950, ptr %r1206
  %v8951 = load i64, ptr %r1206
  %v8952 = load i64, ptr %r334
  %v8953 = add i64 %v8951, %v8952
  store i64 %v8953, ptr %r1208
  %v8954 = load i64, ptr %r1208
  %v8955 = load ptr, ptr %r240
  %v8956 = getelementptr inbounds double, ptr %v8955, i64 %v8954
  %v8957 = load double, ptr %v8956, align 8, !alias.scope !136, !noalias !137
  store double %v8957, ptr %r1210
  %v8958 = load double, ptr %r1200
  %v8959 = fneg double %v8958
  store double %v8959, ptr %r1212
  %v8960 = load double, ptr %r1212
  %v8961 = load double, ptr %r1210
  %v8962 = fmul double %v8960, %v8961
  store double %v8962, ptr %r1214
  %v8963 = load double, ptr %r1212
  %v8964 = load double, ptr %r47
  %v8965 = fmul double %v8963, %v8964
  store double %v8965, ptr %r1216
  %v8966 = load double, ptr %r667
  %v8967 = load double, ptr %r1214
  %v8968 = fadd double %v8966, %v8967
  store double %v8968, ptr %r667
  %v8969 = load i64, ptr %r1208
  %v8970 = load i64, ptr %r1208
  %v8971 = load ptr, ptr %r1082
  %v8972 = getelementptr inbounds double, ptr %v8971, i64 %v8970
  %v8973 = load double, ptr %v8972, align 8, !alias.scope !184, !noalias !185
  %v8974 = load double, ptr %r1216
  %v8975 = fadd double %v8973, %v8974
  %v8976 = load ptr, ptr %r1082
  %v8977 = getelementptr inbounds double, ptr %v8976, i64 %v8969
  store double %v8975, ptr %v8977, align 8, !alias.scope !184, !noalias !185
  br label %b8912
b8912:
  br label %b8913
b8913:
  %v8918 = add nsw i64 %v8917, -1
  %v8978 = icmp sgt i64 %v8918, %v8910
  br i1 %v8978, label %b8911, label %b8914, !llvm.loop !417
b8914:
  %v8979 = load ptr, ptr %tape.base
  %v8980 = ptrtoint ptr %v8979 to i64
  %v8981 = load ptr, ptr %tape.top
  %v8982 = ptrtoint ptr %v8981 to i64
  %v8983 = sub i64 %v8982, %v8980
  %v8984 = icmp slt i64 %v8983, 8
  br i1 %v8984, label %b8985, label %b8986, !prof !0
b8985:
  %v8987 = load ptr, ptr %tape.top
  %v8988 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v8987, ptr %v8988, align 8
  %v8989 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v8990 = icmp eq i64 %v8989, 0
  br i1 %v8990, label %b14, label %b8991, !prof !0
b8991:
  %v8992 = getelementptr inbounds i64, ptr %tape, i64 4
  %v8993 = load ptr, ptr %v8992, align 8
  store ptr %v8993, ptr %tape.base
  %v8994 = getelementptr inbounds i64, ptr %tape, i64 5
  %v8995 = load ptr, ptr %v8994, align 8
  store ptr %v8995, ptr %tape.top
  %v8996 = getelementptr inbounds i64, ptr %tape, i64 6
  %v8997 = load ptr, ptr %v8996, align 8
  store ptr %v8997, ptr %tape.end
  br label %b8986
b8986:
  %v8998 = load ptr, ptr %tape.top
  %v8999 = getelementptr i8, ptr %v8998, i64 -8
  store ptr %v8999, ptr %tape.top
  %v9000 = load i64, ptr %v8999, align 1, !alias.scope !78, !noalias !79
  store i64 %v9000, ptr %r1218
  %v9001 = load i64, ptr %r12
  %v9002 = load i64, ptr %r1218
  %v9003 = sub i64 %v9001, %v9002
  %v9004 = icmp sgt i64 %v9003, 0
  %v9005 = select i1 %v9004, i64 %v9003, i64 0
  store i64 %v9005, ptr %r316
  %v9006 = mul i64 0, 2
  store i64 %v9006, ptr %r318
  %v9007 = load i64, ptr %r318
  %v9008 = load i64, ptr %r316
  %v9009 = add i64 %v9007, %v9008
  %v9010 = mul i64 %v9009, 8
  %v9011 = add i64 %v9010, 7
  %v9012 = sdiv i64 %v9011, 8
  store i64 %v9012, ptr %r320
  %v9013 = load i64, ptr %r320
  %v9014 = load ptr, ptr %tape.top
  %v9015 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9014, ptr %v9015, align 8
  %v9016 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v9013, i64 8)
  %v9017 = icmp eq ptr %v9016, null
  br i1 %v9017, label %b14, label %b9018, !prof !0
b9018:
  %v9019 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9020 = load ptr, ptr %v9019, align 8
  store ptr %v9020, ptr %tape.base
  %v9021 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9022 = load ptr, ptr %v9021, align 8
  store ptr %v9022, ptr %tape.top
  %v9023 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9024 = load ptr, ptr %v9023, align 8
  store ptr %v9024, ptr %tape.end
  store ptr %v9016, ptr %r322
  %v9025 = load i64, ptr %r12
  %v9026 = sub i64 %v9025, 1
  %v9027 = load i64, ptr %r1218
  %v9028 = sub i64 %v9027, 1
  %v9033 = icmp sgt i64 %v9026, %v9028
  br i1 %v9033, label %b9034, label %b9032
b9034:
  br label %b9029
b9029:
  %v9035 = phi i64 [ %v9026, %b9034 ], [ %v9036, %b9031 ]
  store i64 %v9035, ptr %r324
  %v9037 = load i64, ptr %r318
  %v9038 = load i64, ptr %r324
  %v9039 = load i64, ptr %r1218
  %v9040 = sub i64 %v9038, %v9039
  %v9041 = add i64 %v9037, %v9040
  %v9042 = load ptr, ptr %r322
  %v9043 = getelementptr inbounds double, ptr %v9042, i64 %v9041
  %v9044 = load double, ptr %v9043, align 8, !alias.scope !78, !noalias !79
  store double %v9044, ptr %r1220
  %v9045 = load i64, ptr %r12
  %v9046 = load i64, ptr %r312
  %v9047 = mul i64 %v9045, %v9046
  %v9048 = load i64, ptr %r324
  %v9049 = add i64 %v9047, %v9048
  %v9050 = load double, ptr %r1220
  %v9051 = load ptr, ptr %r234
  %v9052 = getelementptr inbounds double, ptr %v9051, i64 %v9049
  store double %v9050, ptr %v9052, align 8, !alias.scope !134, !noalias !135
  %v9053 = load i64, ptr %r12
  %v9054 = load i64, ptr %r312
  %v9055 = mul i64 %v9053, %v9054
  %v9056 = load i64, ptr %r324
  %v9057 = add i64 %v9055, %v9056
  store i64 %v9057, ptr %r1222
  %v9058 = load i64, ptr %r1222
  %v9059 = load ptr, ptr %r1128
  %v9060 = getelementptr inbounds double, ptr %v9059, i64 %v9058
  %v9061 = load double, ptr %v9060, align 8, !alias.scope !194, !noalias !195
  store double %v9061, ptr %r1224
  %v9062 = load i64, ptr %r12
  %v9063 = load i64, ptr %r312
  %v9064 = mul i64 %v9062, %v9063
  store i64 %v9064, ptr %r1226
  %v9065 = load i64, ptr %r1226
  %v9066 = load i64, ptr %r324
  %v9067 = add i64 %v9065, %v9066
  store i64 %v9067, ptr %r1228
  %v9068 = load i64, ptr %r12
  %v9069 = load i64, ptr %r43
  %v9070 = mul i64 %v9068, %v9069
  store i64 %v9070, ptr %r1230
  %v9071 = load i64, ptr %r1230
  %v9072 = load i64, ptr %r324
  %v9073 = add i64 %v9071, %v9072
  store i64 %v9073, ptr %r1232
  %v9074 = load i64, ptr %r1232
  %v9075 = load ptr, ptr %r234
  %v9076 = getelementptr inbounds double, ptr %v9075, i64 %v9074
  %v9077 = load double, ptr %v9076, align 8, !alias.scope !134, !noalias !135
  store double %v9077, ptr %r1234
  %v9078 = load double, ptr %r1224
  %v9079 = fneg double %v9078
  store double %v9079, ptr %r1236
  %v9080 = load double, ptr %r1236
  %v9081 = load double, ptr %r1234
  %v9082 = fmul double %v9080, %v9081
  store double %v9082, ptr %r1238
  %v9083 = load double, ptr %r1236
  %v9084 = load double, ptr %r47
  %v9085 = fmul double %v9083, %v9084
  store double %v9085, ptr %r1240
  %v9086 = load double, ptr %r667
  %v9087 = load double, ptr %r1238
  %v9088 = fadd double %v9086, %v9087
  store double %v9088, ptr %r667
  %v9089 = load i64, ptr %r1232
  %v9090 = load i64, ptr %r1232
  %v9091 = load ptr, ptr %r1128
  %v9092 = getelementptr inbounds double, ptr %v9091, i64 %v9090
  %v9093 = load double, ptr %v9092, align 8, !alias.scope !194, !noalias !195
  %v9094 = load double, ptr %r1240
  %v9095 = fadd double %v9093, %v9094
  %v9096 = load ptr, ptr %r1128
  %v9097 = getelementptr inbounds double, ptr %v9096, i64 %v9089
  store double %v9095, ptr %v9097, align 8, !alias.scope !194, !noalias !195
  br label %b9030
b9030:
  br label %b9031
b9031:
  %v9036 = add nsw i64 %v9035, -1
  %v9098 = icmp sgt i64 %v9036, %v9028
  br i1 %v9098, label %b9029, label %b9032, !llvm.loop !418
b9032:
  %v9099 = load ptr, ptr %tape.base
  %v9100 = ptrtoint ptr %v9099 to i64
  %v9101 = load ptr, ptr %tape.top
  %v9102 = ptrtoint ptr %v9101 to i64
  %v9103 = sub i64 %v9102, %v9100
  %v9104 = icmp slt i64 %v9103, 8
  br i1 %v9104, label %b9105, label %b9106, !prof !0
b9105:
  %v9107 = load ptr, ptr %tape.top
  %v9108 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9107, ptr %v9108, align 8
  %v9109 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v9110 = icmp eq i64 %v9109, 0
  br i1 %v9110, label %b14, label %b9111, !prof !0
b9111:
  %v9112 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9113 = load ptr, ptr %v9112, align 8
  store ptr %v9113, ptr %tape.base
  %v9114 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9115 = load ptr, ptr %v9114, align 8
  store ptr %v9115, ptr %tape.top
  %v9116 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9117 = load ptr, ptr %v9116, align 8
  store ptr %v9117, ptr %tape.end
  br label %b9106
b9106:
  %v9118 = load ptr, ptr %tape.top
  %v9119 = getelementptr i8, ptr %v9118, i64 -8
  store ptr %v9119, ptr %tape.top
  %v9120 = load double, ptr %v9119, align 1, !alias.scope !78, !noalias !79
  store double %v9120, ptr %r47
  %v9121 = load double, ptr %r667
  store double %v9121, ptr %r1242
  store double 0x0000000000000000, ptr %r667
  %v9122 = load i64, ptr %r12
  %v9123 = load i64, ptr %r312
  %v9124 = mul i64 %v9122, %v9123
  store i64 %v9124, ptr %r1244
  %v9125 = load i64, ptr %r1244
  %v9126 = load i64, ptr %r43
  %v9127 = add i64 %v9125, %v9126
  store i64 %v9127, ptr %r1246
  %v9128 = load i64, ptr %r1246
  %v9129 = load ptr, ptr %r234
  %v9130 = getelementptr inbounds double, ptr %v9129, i64 %v9128
  %v9131 = load double, ptr %v9130, align 8, !alias.scope !134, !noalias !135
  store double %v9131, ptr %r1248
  %v9132 = load i64, ptr %r12
  %v9133 = load i64, ptr %r43
  %v9134 = mul i64 %v9132, %v9133
  store i64 %v9134, ptr %r1250
  %v9135 = load i64, ptr %r1250
  %v9136 = load i64, ptr %r43
  %v9137 = add i64 %v9135, %v9136
  store i64 %v9137, ptr %r1252
  %v9138 = load i64, ptr %r1252
  %v9139 = load ptr, ptr %r234
  %v9140 = getelementptr inbounds double, ptr %v9139, i64 %v9138
  %v9141 = load double, ptr %v9140, align 8, !alias.scope !134, !noalias !135
  store double %v9141, ptr %r1254
  %v9142 = load double, ptr %r1248
  %v9143 = load double, ptr %r1254
  %v9144 = fdiv double %v9142, %v9143
  store double %v9144, ptr %r1256
  %v9145 = load double, ptr %r1242
  %v9146 = load double, ptr %r1254
  %v9147 = fdiv double %v9145, %v9146
  store double %v9147, ptr %r1258
  %v9148 = load double, ptr %r1242
  %v9149 = load double, ptr %r1254
  %v9150 = fdiv double %v9148, %v9149
  %v9151 = load double, ptr %r1256
  %v9152 = fmul double %v9150, %v9151
  %v9153 = fneg double %v9152
  store double %v9153, ptr %r1260
  %v9154 = load i64, ptr %r1246
  %v9155 = load i64, ptr %r1246
  %v9156 = load ptr, ptr %r1128
  %v9157 = getelementptr inbounds double, ptr %v9156, i64 %v9155
  %v9158 = load double, ptr %v9157, align 8, !alias.scope !194, !noalias !195
  %v9159 = load double, ptr %r1258
  %v9160 = fadd double %v9158, %v9159
  %v9161 = load ptr, ptr %r1128
  %v9162 = getelementptr inbounds double, ptr %v9161, i64 %v9154
  store double %v9160, ptr %v9162, align 8, !alias.scope !194, !noalias !195
  %v9163 = load i64, ptr %r1252
  %v9164 = load i64, ptr %r1252
  %v9165 = load ptr, ptr %r1128
  %v9166 = getelementptr inbounds double, ptr %v9165, i64 %v9164
  %v9167 = load double, ptr %v9166, align 8, !alias.scope !194, !noalias !195
  %v9168 = load double, ptr %r1260
  %v9169 = fadd double %v9167, %v9168
  %v9170 = load ptr, ptr %r1128
  %v9171 = getelementptr inbounds double, ptr %v9170, i64 %v9163
  store double %v9169, ptr %v9171, align 8, !alias.scope !194, !noalias !195
  br label %b8878
b8878:
  br label %b8879
b8879:
  %v8884 = add nsw i64 %v8883, -1
  %v9172 = icmp sgt i64 %v8884, %v8876
  br i1 %v9172, label %b8877, label %b8880, !llvm.loop !419
b8880:
  %v9173 = load i1, ptr %r276
  br i1 %v9173, label %b9174, label %b9176
b9174:
  %v9177 = load i64, ptr %r4
  %v9178 = sub i64 %v9177, 0
  %v9179 = icmp sgt i64 %v9178, 0
  %v9180 = select i1 %v9179, i64 %v9178, i64 0
  store i64 %v9180, ptr %r294
  %v9181 = mul i64 0, 2
  store i64 %v9181, ptr %r296
  %v9182 = load i64, ptr %r296
  %v9183 = load i64, ptr %r294
  %v9184 = add i64 %v9182, %v9183
  store i64 %v9184, ptr %r298
  %v9185 = load i64, ptr %r298
  %v9186 = load i64, ptr %r294
  %v9187 = add i64 %v9185, %v9186
  %v9188 = mul i64 %v9187, 8
  %v9189 = add i64 %v9188, 7
  %v9190 = sdiv i64 %v9189, 8
  store i64 %v9190, ptr %r300
  %v9191 = load i64, ptr %r300
  %v9192 = load ptr, ptr %tape.top
  %v9193 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9192, ptr %v9193, align 8
  %v9194 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v9191, i64 8)
  %v9195 = icmp eq ptr %v9194, null
  br i1 %v9195, label %b14, label %b9196, !prof !0
b9196:
  %v9197 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9198 = load ptr, ptr %v9197, align 8
  store ptr %v9198, ptr %tape.base
  %v9199 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9200 = load ptr, ptr %v9199, align 8
  store ptr %v9200, ptr %tape.top
  %v9201 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9202 = load ptr, ptr %v9201, align 8
  store ptr %v9202, ptr %tape.end
  store ptr %v9194, ptr %r302
  %v9203 = load i64, ptr %r4
  %v9204 = sub i64 %v9203, 1
  %v9205 = sub i64 0, 1
  %v9210 = icmp sgt i64 %v9204, %v9205
  br i1 %v9210, label %b9211, label %b9209
b9211:
  br label %b9206
b9206:
  %v9212 = phi i64 [ %v9204, %b9211 ], [ %v9213, %b9208 ]
  store i64 %v9212, ptr %r304
  %v9214 = load i64, ptr %r298
  %v9215 = load i64, ptr %r304
  %v9216 = add i64 %v9214, %v9215
  %v9217 = load ptr, ptr %r302
  %v9218 = getelementptr inbounds double, ptr %v9217, i64 %v9216
  %v9219 = load double, ptr %v9218, align 8, !alias.scope !78, !noalias !79
  store double %v9219, ptr %r1262
  %v9220 = load i64, ptr %r4
  %v9221 = load i64, ptr %r45
  %v9222 = mul i64 %v9220, %v9221
  %v9223 = load i64, ptr %r304
  %v9224 = add i64 %v9222, %v9223
  %v9225 = load double, ptr %r1262
  %v9226 = load ptr, ptr %r240
  %v9227 = getelementptr inbounds double, ptr %v9226, i64 %v9224
  store double %v9225, ptr %v9227, align 8, !alias.scope !136, !noalias !137
  %v9228 = load i64, ptr %r4
  %v9229 = load i64, ptr %r45
  %v9230 = mul i64 %v9228, %v9229
  %v9231 = load i64, ptr %r304
  %v9232 = add i64 %v9230, %v9231
  store i64 %v9232, ptr %r1264
  %v9233 = load i64, ptr %r1264
  %v9234 = load ptr, ptr %r1082
  %v9235 = getelementptr inbounds double, ptr %v9234, i64 %v9233
  %v9236 = load double, ptr %v9235, align 8, !alias.scope !184, !noalias !185
  store double %v9236, ptr %r1266
  %v9237 = load i64, ptr %r1264
  %v9238 = load ptr, ptr %r1082
  %v9239 = getelementptr inbounds double, ptr %v9238, i64 %v9237
  store double 0x0000000000000000, ptr %v9239, align 8, !alias.scope !184, !noalias !185
  %v9240 = load double, ptr %r665
  %v9241 = load double, ptr %r1266
  %v9242 = fadd double %v9240, %v9241
  store double %v9242, ptr %r665
  %v9243 = load i64, ptr %r296
  %v9244 = load i64, ptr %r304
  %v9245 = add i64 %v9243, %v9244
  %v9246 = load ptr, ptr %r302
  %v9247 = getelementptr inbounds double, ptr %v9246, i64 %v9245
  %v9248 = load double, ptr %v9247, align 8, !alias.scope !78, !noalias !79
  store double %v9248, ptr %r1268
  %v9249 = load i64, ptr %r4
  %v9250 = load i64, ptr %r43
  %v9251 = mul i64 %v9249, %v9250
  %v9252 = load i64, ptr %r304
  %v9253 = add i64 %v9251, %v9252
  %v9254 = load double, ptr %r1268
  %v9255 = load ptr, ptr %r240
  %v9256 = getelementptr inbounds double, ptr %v9255, i64 %v9253
  store double %v9254, ptr %v9256, align 8, !alias.scope !136, !noalias !137
  %v9257 = load i64, ptr %r4
  %v9258 = load i64, ptr %r43
  %v9259 = mul i64 %v9257, %v9258
  %v9260 = load i64, ptr %r304
  %v9261 = add i64 %v9259, %v9260
  store i64 %v9261, ptr %r1270
  %v9262 = load i64, ptr %r1270
  %v9263 = load ptr, ptr %r1082
  %v9264 = getelementptr inbounds double, ptr %v9263, i64 %v9262
  %v9265 = load double, ptr %v9264, align 8, !alias.scope !184, !noalias !185
  store double %v9265, ptr %r1272
  %v9266 = load i64, ptr %r1270
  %v9267 = load ptr, ptr %r1082
  %v9268 = getelementptr inbounds double, ptr %v9267, i64 %v9266
  store double 0x0000000000000000, ptr %v9268, align 8, !alias.scope !184, !noalias !185
  %v9269 = load i64, ptr %r4
  %v9270 = load i64, ptr %r45
  %v9271 = mul i64 %v9269, %v9270
  store i64 %v9271, ptr %r1274
  %v9272 = load i64, ptr %r1274
  %v9273 = load i64, ptr %r304
  %v9274 = add i64 %v9272, %v9273
  store i64 %v9274, ptr %r1276
  %v9275 = load i64, ptr %r1276
  %v9276 = load i64, ptr %r1276
  %v9277 = load ptr, ptr %r1082
  %v9278 = getelementptr inbounds double, ptr %v9277, i64 %v9276
  %v9279 = load double, ptr %v9278, align 8, !alias.scope !184, !noalias !185
  %v9280 = load double, ptr %r1272
  %v9281 = fadd double %v9279, %v9280
  %v9282 = load ptr, ptr %r1082
  %v9283 = getelementptr inbounds double, ptr %v9282, i64 %v9275
  store double %v9281, ptr %v9283, align 8, !alias.scope !184, !noalias !185
  %v9284 = load double, ptr %r665
  store double %v9284, ptr %r1278
  store double 0x0000000000000000, ptr %r665
  %v9285 = load i64, ptr %r4
  %v9286 = load i64, ptr %r43
  %v9287 = mul i64 %v9285, %v9286
  store i64 %v9287, ptr %r1280
  %v9288 = load i64, ptr %r1280
  %v9289 = load i64, ptr %r304
  %v9290 = add i64 %v9288, %v9289
  store i64 %v9290, ptr %r1282
  %v9291 = load i64, ptr %r1282
  %v9292 = load i64, ptr %r1282
  %v9293 = load ptr, ptr %r1082
  %v9294 = getelementptr inbounds double, ptr %v9293, i64 %v9292
  %v9295 = load double, ptr %v9294, align 8, !alias.scope !184, !noalias !185
  %v9296 = load double, ptr %r1278
  %v9297 = fadd double %v9295, %v9296
  %v9298 = load ptr, ptr %r1082
  %v9299 = getelementptr inbounds double, ptr %v9298, i64 %v9291
  store double %v9297, ptr %v9299, align 8, !alias.scope !184, !noalias !185
  br label %b9207
b9207:
  br label %b9208
b9208:
  %v9213 = add nsw i64 %v9212, -1
  %v9300 = icmp sgt i64 %v9213, %v9205
  br i1 %v9300, label %b9206, label %b9209, !llvm.loop !420
b9209:
  %v9301 = load ptr, ptr %tape.base
  %v9302 = ptrtoint ptr %v9301 to i64
  %v9303 = load ptr, ptr %tape.top
  %v9304 = ptrtoint ptr %v9303 to i64
  %v9305 = sub i64 %v9304, %v9302
  %v9306 = icmp slt i64 %v9305, 8
  br i1 %v9306, label %b9307, label %b9308, !prof !0
b9307:
  %v9309 = load ptr, ptr %tape.top
  %v9310 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9309, ptr %v9310, align 8
  %v9311 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v9312 = icmp eq i64 %v9311, 0
  br i1 %v9312, label %b14, label %b9313, !prof !0
b9313:
  %v9314 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9315 = load ptr, ptr %v9314, align 8
  store ptr %v9315, ptr %tape.base
  %v9316 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9317 = load ptr, ptr %v9316, align 8
  store ptr %v9317, ptr %tape.top
  %v9318 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9319 = load ptr, ptr %v9318, align 8
  store ptr %v9319, ptr %tape.end
  br label %b9308
b9308:
  %v9320 = load ptr, ptr %tape.top
  %v9321 = getelementptr i8, ptr %v9320, i64 -8
  store ptr %v9321, ptr %tape.top
  %v9322 = load i64, ptr %v9321, align 1, !alias.scope !78, !noalias !79
  store i64 %v9322, ptr %r1284
  %v9323 = load i64, ptr %r12
  %v9324 = load i64, ptr %r1284
  %v9325 = sub i64 %v9323, %v9324
  %v9326 = icmp sgt i64 %v9325, 0
  %v9327 = select i1 %v9326, i64 %v9325, i64 0
  store i64 %v9327, ptr %r280
  %v9328 = mul i64 0, 2
  store i64 %v9328, ptr %r282
  %v9329 = load i64, ptr %r282
  %v9330 = load i64, ptr %r280
  %v9331 = add i64 %v9329, %v9330
  store i64 %v9331, ptr %r284
  %v9332 = load i64, ptr %r284
  %v9333 = load i64, ptr %r280
  %v9334 = add i64 %v9332, %v9333
  %v9335 = mul i64 %v9334, 8
  %v9336 = add i64 %v9335, 7
  %v9337 = sdiv i64 %v9336, 8
  store i64 %v9337, ptr %r286
  %v9338 = load i64, ptr %r286
  %v9339 = load ptr, ptr %tape.top
  %v9340 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9339, ptr %v9340, align 8
  %v9341 = call ptr @procedure_pop_block(ptr %context, ptr %tape, i64 %v9338, i64 8)
  %v9342 = icmp eq ptr %v9341, null
  br i1 %v9342, label %b14, label %b9343, !prof !0
b9343:
  %v9344 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9345 = load ptr, ptr %v9344, align 8
  store ptr %v9345, ptr %tape.base
  %v9346 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9347 = load ptr, ptr %v9346, align 8
  store ptr %v9347, ptr %tape.top
  %v9348 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9349 = load ptr, ptr %v9348, align 8
  store ptr %v9349, ptr %tape.end
  store ptr %v9341, ptr %r288
  %v9350 = load i64, ptr %r12
  %v9351 = sub i64 %v9350, 1
  %v9352 = load i64, ptr %r1284
  %v9353 = sub i64 %v9352, 1
  %v9358 = icmp sgt i64 %v9351, %v9353
  br i1 %v9358, label %b9359, label %b9357
b9359:
  br label %b9354
b9354:
  %v9360 = phi i64 [ %v9351, %b9359 ], [ %v9361, %b9356 ]
  store i64 %v9360, ptr %r290
  %v9362 = load i64, ptr %r284
  %v9363 = load i64, ptr %r290
  %v9364 = load i64, ptr %r1284
  %v9365 = sub i64 %v9363, %v9364
  %v9366 = add i64 %v9362, %v9365
  %v9367 = load ptr, ptr %r288
  %v9368 = getelementptr inbounds double, ptr %v9367, i64 %v9366
  %v9369 = load double, ptr %v9368, align 8, !alias.scope !78, !noalias !79
  store double %v9369, ptr %r1286
  %v9370 = load i64, ptr %r12
  %v9371 = load i64, ptr %r45
  %v9372 = mul i64 %v9370, %v9371
  %v9373 = load i64, ptr %r290
  %v9374 = add i64 %v9372, %v9373
  %v9375 = load double, ptr %r1286
  %v9376 = load ptr, ptr %r234
  %v9377 = getelementptr inbounds double, ptr %v9376, i64 %v9374
  store double %v9375, ptr %v9377, align 8, !alias.scope !134, !noalias !135
  %v9378 = load i64, ptr %r12
  %v9379 = load i64, ptr %r45
  %v9380 = mul i64 %v9378, %v9379
  %v9381 = load i64, ptr %r290
  %v9382 = add i64 %v9380, %v9381
  store i64 %v9382, ptr %r1288
  %v9383 = load i64, ptr %r1288
  %v9384 = load ptr, ptr %r1128
  %v9385 = getelementptr inbounds double, ptr %v9384, i64 %v9383
  %v9386 = load double, ptr %v9385, align 8, !alias.scope !194, !noalias !195
  store double %v9386, ptr %r1290
  %v9387 = load i64, ptr %r1288
  %v9388 = load ptr, ptr %r1128
  %v9389 = getelementptr inbounds double, ptr %v9388, i64 %v9387
  store double 0x0000000000000000, ptr %v9389, align 8, !alias.scope !194, !noalias !195
  %v9390 = load double, ptr %r663
  %v9391 = load double, ptr %r1290
  %v9392 = fadd double %v9390, %v9391
  store double %v9392, ptr %r663
  %v9393 = load i64, ptr %r282
  %v9394 = load i64, ptr %r290
  %v9395 = load i64, ptr %r1284
  %v9396 = sub i64 %v9394, %v9395
  %v9397 = add i64 %v9393, %v9396
  %v9398 = load ptr, ptr %r288
  %v9399 = getelementptr inbounds double, ptr %v9398, i64 %v9397
  %v9400 = load double, ptr %v9399, align 8, !alias.scope !78, !noalias !79
  store double %v9400, ptr %r1292
  %v9401 = load i64, ptr %r12
  %v9402 = load i64, ptr %r43
  %v9403 = mul i64 %v9401, %v9402
  %v9404 = load i64, ptr %r290
  %v9405 = add i64 %v9403, %v9404
  %v9406 = load double, ptr %r1292
  %v9407 = load ptr, ptr %r234
  %v9408 = getelementptr inbounds double, ptr %v9407, i64 %v9405
  store double %v9406, ptr %v9408, align 8, !alias.scope !134, !noalias !135
  %v9409 = load i64, ptr %r12
  %v9410 = load i64, ptr %r43
  %v9411 = mul i64 %v9409, %v9410
  %v9412 = load i64, ptr %r290
  %v9413 = add i64 %v9411, %v9412
  store i64 %v9413, ptr %r1294
  %v9414 = load i64, ptr %r1294
  %v9415 = load ptr, ptr %r1128
  %v9416 = getelementptr inbounds double, ptr %v9415, i64 %v9414
  %v9417 = load double, ptr %v9416, align 8, !alias.scope !194, !noalias !195
  store double %v9417, ptr %r1296
  %v9418 = load i64, ptr %r1294
  %v9419 = load ptr, ptr %r1128
  %v9420 = getelementptr inbounds double, ptr %v9419, i64 %v9418
  store double 0x0000000000000000, ptr %v9420, align 8, !alias.scope !194, !noalias !195
  %v9421 = load i64, ptr %r12
  %v9422 = load i64, ptr %r45
  %v9423 = mul i64 %v9421, %v9422
  store i64 %v9423, ptr %r1298
  %v9424 = load i64, ptr %r1298
  %v9425 = load i64, ptr %r290
  %v9426 = add i64 %v9424, %v9425
  store i64 %v9426, ptr %r1300
  %v9427 = load i64, ptr %r1300
  %v9428 = load i64, ptr %r1300
  %v9429 = load ptr, ptr %r1128
  %v9430 = getelementptr inbounds double, ptr %v9429, i64 %v9428
  %v9431 = load double, ptr %v9430, align 8, !alias.scope !194, !noalias !195
  %v9432 = load double, ptr %r1296
  %v9433 = fadd double %v9431, %v9432
  %v9434 = load ptr, ptr %r1128
  %v9435 = getelementptr inbounds double, ptr %v9434, i64 %v9427
  store double %v9433, ptr %v9435, align 8, !alias.scope !194, !noalias !195
  %v9436 = load double, ptr %r663
  store double %v9436, ptr %r1302
  store double 0x0000000000000000, ptr %r663
  %v9437 = load i64, ptr %r12
  %v9438 = load i64, ptr %r43
  %v9439 = mul i64 %v9437, %v9438
  store i64 %v9439, ptr %r1304
  %v9440 = load i64, ptr %r1304
  %v9441 = load i64, ptr %r290
  %v9442 = add i64 %v9440, %v9441
  store i64 %v9442, ptr %r1306
  %v9443 = load i64, ptr %r1306
  %v9444 = load i64, ptr %r1306
  %v9445 = load ptr, ptr %r1128
  %v9446 = getelementptr inbounds double, ptr %v9445, i64 %v9444
  %v9447 = load double, ptr %v9446, align 8, !alias.scope !194, !noalias !195
  %v9448 = load double, ptr %r1302
  %v9449 = fadd double %v9447, %v9448
  %v9450 = load ptr, ptr %r1128
  %v9451 = getelementptr inbounds double, ptr %v9450, i64 %v9443
  store double %v9449, ptr %v9451, align 8, !alias.scope !194, !noalias !195
  br label %b9355
b9355:
  br label %b9356
b9356:
  %v9361 = add nsw i64 %v9360, -1
  %v9452 = icmp sgt i64 %v9361, %v9353
  br i1 %v9452, label %b9354, label %b9357, !llvm.loop !421
b9357:
  br label %b9176
b9176:
  br label %b8847
b8847:
  %v9453 = load ptr, ptr %tape.base
  %v9454 = ptrtoint ptr %v9453 to i64
  %v9455 = load ptr, ptr %tape.top
  %v9456 = ptrtoint ptr %v9455 to i64
  %v9457 = sub i64 %v9456, %v9454
  %v9458 = icmp slt i64 %v9457, 8
  br i1 %v9458, label %b9459, label %b9460, !prof !0
b9459:
  %v9461 = load ptr, ptr %tape.top
  %v9462 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9461, ptr %v9462, align 8
  %v9463 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v9464 = icmp eq i64 %v9463, 0
  br i1 %v9464, label %b14, label %b9465, !prof !0
b9465:
  %v9466 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9467 = load ptr, ptr %v9466, align 8
  store ptr %v9467, ptr %tape.base
  %v9468 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9469 = load ptr, ptr %v9468, align 8
  store ptr %v9469, ptr %tape.top
  %v9470 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9471 = load ptr, ptr %v9470, align 8
  store ptr %v9471, ptr %tape.end
  br label %b9460
b9460:
  %v9472 = load ptr, ptr %tape.top
  %v9473 = getelementptr i8, ptr %v9472, i64 -8
  store ptr %v9473, ptr %tape.top
  %v9474 = load i64, ptr %v9473, align 1, !alias.scope !78, !noalias !79
  store i64 %v9474, ptr %r45
  br label %b8776
b8776:
  %v9475 = and i64 %v8781, 15
  %v9476 = icmp eq i64 %v9475, 15
  br i1 %v9476, label %b9477, label %b9478, !prof !0
b9478:
  br label %b8777
b8777:
  %v8782 = add nsw i64 %v8781, 1
  %v9481 = icmp slt i64 %v8782, %v8774
  br i1 %v9481, label %b8775, label %b8778, !llvm.loop !422
b8778:
  br label %b8745
b8745:
  %v9482 = and i64 %v8750, 15
  %v9483 = icmp eq i64 %v9482, 15
  br i1 %v9483, label %b9484, label %b9485, !prof !0
b9485:
  br label %b8746
b8746:
  %v8751 = add nsw i64 %v8750, 1
  %v9488 = icmp slt i64 %v8751, %v8743
  br i1 %v9488, label %b8744, label %b8747, !llvm.loop !423
b8747:
  %v9489 = load ptr, ptr %tape.base
  %v9490 = ptrtoint ptr %v9489 to i64
  %v9491 = load ptr, ptr %tape.top
  %v9492 = ptrtoint ptr %v9491 to i64
  %v9493 = sub i64 %v9492, %v9490
  %v9494 = icmp slt i64 %v9493, 8
  br i1 %v9494, label %b9495, label %b9496, !prof !0
b9495:
  %v9497 = load ptr, ptr %tape.top
  %v9498 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v9497, ptr %v9498, align 8
  %v9499 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v9500 = icmp eq i64 %v9499, 0
  br i1 %v9500, label %b14, label %b9501, !prof !0
b9501:
  %v9502 = getelementptr inbounds i64, ptr %tape, i64 4
  %v9503 = load ptr, ptr %v9502, align 8
  store ptr %v9503, ptr %tape.base
  %v9504 = getelementptr inbounds i64, ptr %tape, i64 5
  %v9505 = load ptr, ptr %v9504, align 8
  store ptr %v9505, ptr %tape.top
  %v9506 = getelementptr inbounds i64, ptr %tape, i64 6
  %v9507 = load ptr, ptr %v9506, align 8
  store ptr %v9507, ptr %tape.end
  br label %b9496
b9496:
  %v9508 = load ptr, ptr %tape.top
  %v9509 = getelementptr i8, ptr %v9508, i64 -8
  store ptr %v9509, ptr %tape.top
  %v9510 = load i64, ptr %v9509, align 1, !alias.scope !78, !noalias !79
  store i64 %v9510, ptr %r1308
  %v9511 = load i64, ptr %r1308
  %v9512 = call ptr @procedure_alloc_within(ptr %context, i64 %v9511, i64 8, i64 0)
  %v9513 = icmp eq ptr %v9512, null
  br i1 %v9513, label %b14, label %b9514, !prof !0
b9514:
  store ptr %v9512, ptr %r1310
  %v9515 = load i64, ptr %r207
  %v9520 = icmp slt i64 0, %v9515
  br i1 %v9520, label %b9521, label %b9519
b9521:
  br label %b9516
b9516:
  %v9522 = phi i64 [ 0, %b9521 ], [ %v9523, %b9518 ]
  store i64 %v9522, ptr %r242
  %v9524 = load i64, ptr %r242
  %v9525 = load ptr, ptr %r1082
  %v9526 = getelementptr inbounds double, ptr %v9525, i64 %v9524
  %v9527 = load double, ptr %v9526, align 8, !llvm.access.group !424, !alias.scope !184, !noalias !185
  store double %v9527, ptr %r1312
  %v9528 = load i64, ptr %r242
  %v9529 = load double, ptr %r1312
  %v9530 = load ptr, ptr %r1310
  %v9531 = getelementptr inbounds double, ptr %v9530, i64 %v9528
  store double %v9529, ptr %v9531, align 8, !llvm.access.group !424, !alias.scope !196, !noalias !197
  br label %b9517
b9517:
  br label %b9518
b9518:
  %v9523 = add nsw i64 %v9522, 1
  %v9532 = icmp slt i64 %v9523, %v9515
  br i1 %v9532, label %b9516, label %b9519, !llvm.loop !425
b9519:
  %v9533 = load ptr, ptr %r1082
  call void @procedure_release(ptr %context, ptr %v9533)
  %v9534 = load ptr, ptr %r240
  call void @procedure_release(ptr %context, ptr %v9534)
  %v9535 = load i64, ptr %r214
  %v9540 = icmp slt i64 0, %v9535
  br i1 %v9540, label %b9541, label %b9539
b9541:
  br label %b9536
b9536:
  %v9542 = phi i64 [ 0, %b9541 ], [ %v9543, %b9538 ]
  store i64 %v9542, ptr %r236
  %v9544 = load i64, ptr %r236
  %v9545 = load ptr, ptr %r1128
  %v9546 = getelementptr inbounds double, ptr %v9545, i64 %v9544
  %v9547 = load double, ptr %v9546, align 8, !llvm.access.group !426, !alias.scope !194, !noalias !195
  store double %v9547, ptr %r1314
  %v9548 = load i64, ptr %r236
  %v9549 = load i64, ptr %r236
  %v9550 = load ptr, ptr %r876
  %v9551 = getelementptr inbounds double, ptr %v9550, i64 %v9549
  %v9552 = load double, ptr %v9551, align 8, !llvm.access.group !426, !alias.scope !166, !noalias !167
  %v9553 = load double, ptr %r1314
  %v9554 = fadd double %v9552, %v9553
  %v9555 = load ptr, ptr %r876
  %v9556 = getelementptr inbounds double, ptr %v9555, i64 %v9548
  store double %v9554, ptr %v9556, align 8, !llvm.access.group !426, !alias.scope !166, !noalias !167
  br label %b9537
b9537:
  br label %b9538
b9538:
  %v9543 = add nsw i64 %v9542, 1
  %v9557 = icmp slt i64 %v9543, %v9535
  br i1 %v9557, label %b9536, label %b9539, !llvm.loop !427
b9539:
  %v9558 = load ptr, ptr %r1128
  call void @procedure_release(ptr %context, ptr %v9558)
  %v9559 = load ptr, ptr %r234
  call void @procedure_release(ptr %context, ptr %v9559)
  %v9560 = load i64, ptr %r4
  %v9561 = icmp eq i64 %v9560, 1
  br i1 %v9561, label %b9562, label %b9563
b9562:
  %v9565 = load i64, ptr %r4
  %v9566 = icmp ne i64 %v9565, 0
  %v9567 = icmp ne i64 1, 0
  %v9568 = and i1 %v9566, %v9567
  br i1 %v9568, label %b9569, label %b9570
b9569:
  %v9572 = load i64, ptr %r12
  %v9577 = icmp slt i64 0, %v9572
  br i1 %v9577, label %b9578, label %b9576
b9578:
  br label %b9573
b9573:
  %v9579 = phi i64 [ 0, %b9578 ], [ %v9580, %b9575 ]
  store i64 %v9579, ptr %r1316
  %v9581 = load i64, ptr %r4
  %v9586 = icmp slt i64 0, %v9581
  br i1 %v9586, label %b9587, label %b9585
b9587:
  br label %b9582
b9582:
  %v9588 = phi i64 [ 0, %b9587 ], [ %v9589, %b9584 ]
  store i64 %v9588, ptr %r1318
  %v9590 = load i64, ptr %r1316
  %v9591 = load i64, ptr %r4
  %v9592 = mul i64 %v9590, %v9591
  %v9593 = add i64 0, %v9592
  %v9594 = load i64, ptr %r1318
  %v9595 = mul i64 %v9594, 1
  %v9596 = add i64 %v9593, %v9595
  %v9597 = load i64, ptr %r1316
  %v9598 = load i64, ptr %r4
  %v9599 = mul i64 %v9597, %v9598
  %v9600 = add i64 0, %v9599
  %v9601 = load i64, ptr %r1318
  %v9602 = mul i64 %v9601, 1
  %v9603 = add i64 %v9600, %v9602
  %v9604 = load ptr, ptr %r25
  %v9605 = getelementptr inbounds double, ptr %v9604, i64 %v9603
  %v9606 = load double, ptr %v9605, align 8, !llvm.access.group !430, !alias.scope !94, !noalias !95
  %v9607 = load i64, ptr %r1316
  %v9608 = mul i64 %v9607, %v9598
  %v9609 = add i64 0, %v9608
  %v9610 = load ptr, ptr %r1310
  %v9611 = getelementptr inbounds double, ptr %v9610, i64 %v9609
  %v9612 = load double, ptr %v9611, align 8, !llvm.access.group !430, !alias.scope !196, !noalias !197
  %v9613 = load i64, ptr %r1318
  %v9614 = mul i64 %v9613, %v9598
  %v9615 = add i64 0, %v9614
  %v9616 = load ptr, ptr %r189
  %v9617 = getelementptr inbounds double, ptr %v9616, i64 %v9615
  %v9618 = load double, ptr %v9617, align 8, !llvm.access.group !430, !alias.scope !120, !noalias !121
  %v9619 = fmul double %v9612, %v9618
  %v9620 = fadd double %v9606, %v9619
  %v9621 = load ptr, ptr %r25
  %v9622 = getelementptr inbounds double, ptr %v9621, i64 %v9596
  store double %v9620, ptr %v9622, align 8, !llvm.access.group !430, !alias.scope !94, !noalias !95
  br label %b9583
b9583:
  br label %b9584
b9584:
  %v9589 = add nsw i64 %v9588, 1
  %v9623 = icmp slt i64 %v9589, %v9581
  br i1 %v9623, label %b9582, label %b9585, !llvm.loop !431
b9585:
  br label %b9574
b9574:
  br label %b9575
b9575:
  %v9580 = add nsw i64 %v9579, 1
  %v9624 = icmp slt i64 %v9580, %v9572
  br i1 %v9624, label %b9573, label %b9576, !llvm.loop !432
b9576:
  br label %b9571
b9570:
  %v9625 = load i64, ptr %r12
  %v9630 = icmp slt i64 0, %v9625
  br i1 %v9630, label %b9631, label %b9629
b9631:
  br label %b9626
b9626:
  %v9632 = phi i64 [ 0, %b9631 ], [ %v9633, %b9628 ]
  store i64 %v9632, ptr %r1316
  %v9634 = load i64, ptr %r4
  %v9639 = icmp slt i64 0, %v9634
  br i1 %v9639, label %b9640, label %b9638
b9640:
  br label %b9635
b9635:
  %v9641 = phi i64 [ 0, %b9640 ], [ %v9642, %b9637 ]
  store i64 %v9641, ptr %r1318
  %v9643 = load i64, ptr %r1316
  %v9644 = load i64, ptr %r4
  %v9645 = mul i64 %v9643, %v9644
  %v9646 = add i64 0, %v9645
  %v9647 = load i64, ptr %r1318
  %v9648 = mul i64 %v9647, 1
  %v9649 = add i64 %v9646, %v9648
  %v9650 = load i64, ptr %r1316
  %v9651 = load i64, ptr %r4
  %v9652 = mul i64 %v9650, %v9651
  %v9653 = add i64 0, %v9652
  %v9654 = load i64, ptr %r1318
  %v9655 = mul i64 %v9654, 1
  %v9656 = add i64 %v9653, %v9655
  %v9657 = load ptr, ptr %r25
  %v9658 = getelementptr inbounds double, ptr %v9657, i64 %v9656
  %v9659 = load double, ptr %v9658, align 8, !alias.scope !94, !noalias !95
  %v9660 = load i64, ptr %r1316
  %v9661 = mul i64 %v9660, %v9651
  %v9662 = add i64 0, %v9661
  %v9663 = load ptr, ptr %r1310
  %v9664 = getelementptr inbounds double, ptr %v9663, i64 %v9662
  %v9665 = load double, ptr %v9664, align 8, !alias.scope !196, !noalias !197
  %v9666 = load i64, ptr %r1318
  %v9667 = mul i64 %v9666, %v9651
  %v9668 = add i64 0, %v9667
  %v9669 = load ptr, ptr %r189
  %v9670 = getelementptr inbounds double, ptr %v9669, i64 %v9668
  %v9671 = load double, ptr %v9670, align 8, !alias.scope !120, !noalias !121
  %v9672 = fmul double %v9665, %v9671
  %v9673 = fadd double %v9659, %v9672
  %v9674 = load ptr, ptr %r25
  %v9675 = getelementptr inbounds double, ptr %v9674, i64 %v9649
  store double %v9673, ptr %v9675, align 8, !alias.scope !94, !noalias !95
  br label %b9636
b9636:
  br label %b9637
b9637:
  %v9642 = add nsw i64 %v9641, 1
  %v9676 = icmp slt i64 %v9642, %v9634
  br i1 %v9676, label %b9635, label %b9638, !llvm.loop !433
b9638:
  br label %b9627
b9627:
  br label %b9628
b9628:
  %v9633 = add nsw i64 %v9632, 1
  %v9677 = icmp slt i64 %v9633, %v9625
  br i1 %v9677, label %b9626, label %b9629, !llvm.loop !434
b9629:
  br label %b9571
b9571:
  br label %b9564
b9563:
  %v9678 = load i64, ptr %r12
  %v9679 = load i64, ptr %r4
  %v9680 = mul i64 %v9678, %v9679
  %v9681 = call ptr @procedure_alloc_within(ptr %context, i64 %v9680, i64 8, i64 0)
  %v9682 = icmp eq ptr %v9681, null
  br i1 %v9682, label %b14, label %b9683, !prof !0
b9683:
  store ptr %v9681, ptr %r1320
  %v9684 = load i64, ptr %r12
  store i64 %v9684, ptr %r1322, align 8
  %v9685 = load i64, ptr %r4
  %v9686 = getelementptr inbounds i64, ptr %r1322, i64 1
  store i64 %v9685, ptr %v9686, align 8
  %v9687 = load i64, ptr %r4
  %v9688 = getelementptr inbounds i64, ptr %r1322, i64 2
  store i64 %v9687, ptr %v9688, align 8
  %v9689 = getelementptr inbounds i64, ptr %r1322, i64 3
  store i64 0, ptr %v9689, align 8
  %v9690 = load i64, ptr %r4
  %v9691 = getelementptr inbounds i64, ptr %r1322, i64 4
  store i64 %v9690, ptr %v9691, align 8
  %v9692 = getelementptr inbounds i64, ptr %r1322, i64 5
  store i64 1, ptr %v9692, align 8
  %v9693 = getelementptr inbounds i64, ptr %r1322, i64 6
  store i64 0, ptr %v9693, align 8
  %v9694 = getelementptr inbounds i64, ptr %r1322, i64 7
  store i64 1, ptr %v9694, align 8
  %v9695 = load i64, ptr %r4
  %v9696 = getelementptr inbounds i64, ptr %r1322, i64 8
  store i64 %v9695, ptr %v9696, align 8
  %v9697 = getelementptr inbounds i64, ptr %r1322, i64 9
  store i64 0, ptr %v9697, align 8
  %v9698 = load i64, ptr %r4
  %v9699 = getelementptr inbounds i64, ptr %r1322, i64 10
  store i64 %v9698, ptr %v9699, align 8
  %v9700 = getelementptr inbounds i64, ptr %r1322, i64 11
  store i64 1, ptr %v9700, align 8
  %v9701 = load ptr, ptr %r1310
  %v9702 = load ptr, ptr %r189
  %v9703 = load ptr, ptr %r1320
  %v9704 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v9701, ptr %v9702, ptr %v9703, ptr %r1322)
  %v9705 = icmp eq i64 %v9704, 0
  br i1 %v9705, label %b14, label %b9706, !prof !0
b9706:
  %v9707 = load i64, ptr %r4
  %v9708 = icmp ne i64 %v9707, 0
  %v9709 = icmp ne i64 1, 0
  %v9710 = and i1 %v9708, %v9709
  br i1 %v9710, label %b9711, label %b9712
b9711:
  %v9714 = load i64, ptr %r12
  %v9719 = icmp slt i64 0, %v9714
  br i1 %v9719, label %b9720, label %b9718
b9720:
  br label %b9715
b9715:
  %v9721 = phi i64 [ 0, %b9720 ], [ %v9722, %b9717 ]
  store i64 %v9721, ptr %r1316
  %v9723 = load i64, ptr %r4
  %v9728 = icmp slt i64 0, %v9723
  br i1 %v9728, label %b9729, label %b9727
b9729:
  br label %b9724
b9724:
  %v9730 = phi i64 [ 0, %b9729 ], [ %v9731, %b9726 ]
  store i64 %v9730, ptr %r1318
  %v9732 = load i64, ptr %r1316
  %v9733 = load i64, ptr %r4
  %v9734 = mul i64 %v9732, %v9733
  %v9735 = add i64 0, %v9734
  %v9736 = load i64, ptr %r1318
  %v9737 = mul i64 %v9736, 1
  %v9738 = add i64 %v9735, %v9737
  %v9739 = load i64, ptr %r1316
  %v9740 = load i64, ptr %r4
  %v9741 = mul i64 %v9739, %v9740
  %v9742 = add i64 0, %v9741
  %v9743 = load i64, ptr %r1318
  %v9744 = mul i64 %v9743, 1
  %v9745 = add i64 %v9742, %v9744
  %v9746 = load ptr, ptr %r25
  %v9747 = getelementptr inbounds double, ptr %v9746, i64 %v9745
  %v9748 = load double, ptr %v9747, align 8, !llvm.access.group !437, !alias.scope !94, !noalias !95
  %v9749 = load i64, ptr %r1316
  %v9750 = mul i64 %v9749, %v9740
  %v9751 = load i64, ptr %r1318
  %v9752 = add i64 %v9750, %v9751
  %v9753 = load ptr, ptr %r1320
  %v9754 = getelementptr inbounds double, ptr %v9753, i64 %v9752
  %v9755 = load double, ptr %v9754, align 8, !llvm.access.group !437, !alias.scope !198, !noalias !199
  %v9756 = fadd double %v9748, %v9755
  %v9757 = load ptr, ptr %r25
  %v9758 = getelementptr inbounds double, ptr %v9757, i64 %v9738
  store double %v9756, ptr %v9758, align 8, !llvm.access.group !437, !alias.scope !94, !noalias !95
  br label %b9725
b9725:
  br label %b9726
b9726:
  %v9731 = add nsw i64 %v9730, 1
  %v9759 = icmp slt i64 %v9731, %v9723
  br i1 %v9759, label %b9724, label %b9727, !llvm.loop !438
b9727:
  br label %b9716
b9716:
  br label %b9717
b9717:
  %v9722 = add nsw i64 %v9721, 1
  %v9760 = icmp slt i64 %v9722, %v9714
  br i1 %v9760, label %b9715, label %b9718, !llvm.loop !439
b9718:
  br label %b9713
b9712:
  %v9761 = load i64, ptr %r12
  %v9766 = icmp slt i64 0, %v9761
  br i1 %v9766, label %b9767, label %b9765
b9767:
  br label %b9762
b9762:
  %v9768 = phi i64 [ 0, %b9767 ], [ %v9769, %b9764 ]
  store i64 %v9768, ptr %r1316
  %v9770 = load i64, ptr %r4
  %v9775 = icmp slt i64 0, %v9770
  br i1 %v9775, label %b9776, label %b9774
b9776:
  br label %b9771
b9771:
  %v9777 = phi i64 [ 0, %b9776 ], [ %v9778, %b9773 ]
  store i64 %v9777, ptr %r1318
  %v9779 = load i64, ptr %r1316
  %v9780 = load i64, ptr %r4
  %v9781 = mul i64 %v9779, %v9780
  %v9782 = add i64 0, %v9781
  %v9783 = load i64, ptr %r1318
  %v9784 = mul i64 %v9783, 1
  %v9785 = add i64 %v9782, %v9784
  %v9786 = load i64, ptr %r1316
  %v9787 = load i64, ptr %r4
  %v9788 = mul i64 %v9786, %v9787
  %v9789 = add i64 0, %v9788
  %v9790 = load i64, ptr %r1318
  %v9791 = mul i64 %v9790, 1
  %v9792 = add i64 %v9789, %v9791
  %v9793 = load ptr, ptr %r25
  %v9794 = getelementptr inbounds double, ptr %v9793, i64 %v9792
  %v9795 = load double, ptr %v9794, align 8, !alias.scope !94, !noalias !95
  %v9796 = load i64, ptr %r1316
  %v9797 = mul i64 %v9796, %v9787
  %v9798 = load i64, ptr %r1318
  %v9799 = add i64 %v9797, %v9798
  %v9800 = load ptr, ptr %r1320
  %v9801 = getelementptr inbounds double, ptr %v9800, i64 %v9799
  %v9802 = load double, ptr %v9801, align 8, !alias.scope !198, !noalias !199
  %v9803 = fadd double %v9795, %v9802
  %v9804 = load ptr, ptr %r25
  %v9805 = getelementptr inbounds double, ptr %v9804, i64 %v9785
  store double %v9803, ptr %v9805, align 8, !alias.scope !94, !noalias !95
  br label %b9772
b9772:
  br label %b9773
b9773:
  %v9778 = add nsw i64 %v9777, 1
  %v9806 = icmp slt i64 %v9778, %v9770
  br i1 %v9806, label %b9771, label %b9774, !llvm.loop !440
b9774:
  br label %b9763
b9763:
  br label %b9764
b9764:
  %v9769 = add nsw i64 %v9768, 1
  %v9807 = icmp slt i64 %v9769, %v9761
  br i1 %v9807, label %b9762, label %b9765, !llvm.loop !441
b9765:
  br label %b9713
b9713:
  %v9808 = load ptr, ptr %r1320
  call void @procedure_release(ptr %context, ptr %v9808)
  br label %b9564
b9564:
  %v9809 = load i64, ptr %r12
  %v9810 = icmp eq i64 %v9809, 1
  br i1 %v9810, label %b9811, label %b9812
b9811:
  %v9814 = load i64, ptr %r4
  %v9815 = icmp ne i64 %v9814, 0
  %v9816 = icmp ne i64 1, 0
  %v9817 = and i1 %v9815, %v9816
  br i1 %v9817, label %b9818, label %b9819
b9818:
  %v9821 = load i64, ptr %r4
  %v9826 = icmp slt i64 0, %v9821
  br i1 %v9826, label %b9827, label %b9825
b9827:
  br label %b9822
b9822:
  %v9828 = phi i64 [ 0, %b9827 ], [ %v9829, %b9824 ]
  store i64 %v9828, ptr %r1323
  %v9830 = load i64, ptr %r4
  %v9835 = icmp slt i64 0, %v9830
  br i1 %v9835, label %b9836, label %b9834
b9836:
  br label %b9831
b9831:
  %v9837 = phi i64 [ 0, %b9836 ], [ %v9838, %b9833 ]
  store i64 %v9837, ptr %r1325
  %v9839 = load i64, ptr %r1323
  %v9840 = load i64, ptr %r4
  %v9841 = mul i64 %v9839, %v9840
  %v9842 = add i64 0, %v9841
  %v9843 = load i64, ptr %r1325
  %v9844 = mul i64 %v9843, 1
  %v9845 = add i64 %v9842, %v9844
  %v9846 = load i64, ptr %r1323
  %v9847 = load i64, ptr %r4
  %v9848 = mul i64 %v9846, %v9847
  %v9849 = add i64 0, %v9848
  %v9850 = load i64, ptr %r1325
  %v9851 = mul i64 %v9850, 1
  %v9852 = add i64 %v9849, %v9851
  %v9853 = load ptr, ptr %r1052
  %v9854 = getelementptr inbounds double, ptr %v9853, i64 %v9852
  %v9855 = load double, ptr %v9854, align 8, !llvm.access.group !444, !alias.scope !176, !noalias !177
  %v9856 = load i64, ptr %r1323
  %v9857 = mul i64 %v9856, 1
  %v9858 = add i64 0, %v9857
  %v9859 = load ptr, ptr %r10
  %v9860 = getelementptr inbounds double, ptr %v9859, i64 %v9858
  %v9861 = load double, ptr %v9860, align 8, !llvm.access.group !444, !alias.scope !84, !noalias !85
  %v9862 = load i64, ptr %r1325
  %v9863 = mul i64 %v9862, 1
  %v9864 = add i64 0, %v9863
  %v9865 = load ptr, ptr %r1310
  %v9866 = getelementptr inbounds double, ptr %v9865, i64 %v9864
  %v9867 = load double, ptr %v9866, align 8, !llvm.access.group !444, !alias.scope !196, !noalias !197
  %v9868 = fmul double %v9861, %v9867
  %v9869 = fadd double %v9855, %v9868
  %v9870 = load ptr, ptr %r1052
  %v9871 = getelementptr inbounds double, ptr %v9870, i64 %v9845
  store double %v9869, ptr %v9871, align 8, !llvm.access.group !444, !alias.scope !176, !noalias !177
  br label %b9832
b9832:
  br label %b9833
b9833:
  %v9838 = add nsw i64 %v9837, 1
  %v9872 = icmp slt i64 %v9838, %v9830
  br i1 %v9872, label %b9831, label %b9834, !llvm.loop !445
b9834:
  br label %b9823
b9823:
  br label %b9824
b9824:
  %v9829 = add nsw i64 %v9828, 1
  %v9873 = icmp slt i64 %v9829, %v9821
  br i1 %v9873, label %b9822, label %b9825, !llvm.loop !446
b9825:
  br label %b9820
b9819:
  %v9874 = load i64, ptr %r4
  %v9879 = icmp slt i64 0, %v9874
  br i1 %v9879, label %b9880, label %b9878
b9880:
  br label %b9875
b9875:
  %v9881 = phi i64 [ 0, %b9880 ], [ %v9882, %b9877 ]
  store i64 %v9881, ptr %r1323
  %v9883 = load i64, ptr %r4
  %v9888 = icmp slt i64 0, %v9883
  br i1 %v9888, label %b9889, label %b9887
b9889:
  br label %b9884
b9884:
  %v9890 = phi i64 [ 0, %b9889 ], [ %v9891, %b9886 ]
  store i64 %v9890, ptr %r1325
  %v9892 = load i64, ptr %r1323
  %v9893 = load i64, ptr %r4
  %v9894 = mul i64 %v9892, %v9893
  %v9895 = add i64 0, %v9894
  %v9896 = load i64, ptr %r1325
  %v9897 = mul i64 %v9896, 1
  %v9898 = add i64 %v9895, %v9897
  %v9899 = load i64, ptr %r1323
  %v9900 = load i64, ptr %r4
  %v9901 = mul i64 %v9899, %v9900
  %v9902 = add i64 0, %v9901
  %v9903 = load i64, ptr %r1325
  %v9904 = mul i64 %v9903, 1
  %v9905 = add i64 %v9902, %v9904
  %v9906 = load ptr, ptr %r1052
  %v9907 = getelementptr inbounds double, ptr %v9906, i64 %v9905
  %v9908 = load double, ptr %v9907, align 8, !alias.scope !176, !noalias !177
  %v9909 = load i64, ptr %r1323
  %v9910 = mul i64 %v9909, 1
  %v9911 = add i64 0, %v9910
  %v9912 = load ptr, ptr %r10
  %v9913 = getelementptr inbounds double, ptr %v9912, i64 %v9911
  %v9914 = load double, ptr %v9913, align 8, !alias.scope !84, !noalias !85
  %v9915 = load i64, ptr %r1325
  %v9916 = mul i64 %v9915, 1
  %v9917 = add i64 0, %v9916
  %v9918 = load ptr, ptr %r1310
  %v9919 = getelementptr inbounds double, ptr %v9918, i64 %v9917
  %v9920 = load double, ptr %v9919, align 8, !alias.scope !196, !noalias !197
  %v9921 = fmul double %v9914, %v9920
  %v9922 = fadd double %v9908, %v9921
  %v9923 = load ptr, ptr %r1052
  %v9924 = getelementptr inbounds double, ptr %v9923, i64 %v9898
  store double %v9922, ptr %v9924, align 8, !alias.scope !176, !noalias !177
  br label %b9885
b9885:
  br label %b9886
b9886:
  %v9891 = add nsw i64 %v9890, 1
  %v9925 = icmp slt i64 %v9891, %v9883
  br i1 %v9925, label %b9884, label %b9887, !llvm.loop !447
b9887:
  br label %b9876
b9876:
  br label %b9877
b9877:
  %v9882 = add nsw i64 %v9881, 1
  %v9926 = icmp slt i64 %v9882, %v9874
  br i1 %v9926, label %b9875, label %b9878, !llvm.loop !448
b9878:
  br label %b9820
b9820:
  br label %b9813
b9812:
  %v9927 = load i64, ptr %r4
  %v9928 = mul i64 %v9927, %v9927
  %v9929 = call ptr @procedure_alloc_within(ptr %context, i64 %v9928, i64 8, i64 0)
  %v9930 = icmp eq ptr %v9929, null
  br i1 %v9930, label %b14, label %b9931, !prof !0
b9931:
  store ptr %v9929, ptr %r1327
  %v9932 = load i64, ptr %r4
  store i64 %v9932, ptr %r1329, align 8
  %v9933 = load i64, ptr %r12
  %v9934 = getelementptr inbounds i64, ptr %r1329, i64 1
  store i64 %v9933, ptr %v9934, align 8
  %v9935 = load i64, ptr %r4
  %v9936 = getelementptr inbounds i64, ptr %r1329, i64 2
  store i64 %v9935, ptr %v9936, align 8
  %v9937 = getelementptr inbounds i64, ptr %r1329, i64 3
  store i64 0, ptr %v9937, align 8
  %v9938 = getelementptr inbounds i64, ptr %r1329, i64 4
  store i64 1, ptr %v9938, align 8
  %v9939 = load i64, ptr %r4
  %v9940 = getelementptr inbounds i64, ptr %r1329, i64 5
  store i64 %v9939, ptr %v9940, align 8
  %v9941 = getelementptr inbounds i64, ptr %r1329, i64 6
  store i64 0, ptr %v9941, align 8
  %v9942 = load i64, ptr %r4
  %v9943 = getelementptr inbounds i64, ptr %r1329, i64 7
  store i64 %v9942, ptr %v9943, align 8
  %v9944 = getelementptr inbounds i64, ptr %r1329, i64 8
  store i64 1, ptr %v9944, align 8
  %v9945 = getelementptr inbounds i64, ptr %r1329, i64 9
  store i64 0, ptr %v9945, align 8
  %v9946 = load i64, ptr %r4
  %v9947 = getelementptr inbounds i64, ptr %r1329, i64 10
  store i64 %v9946, ptr %v9947, align 8
  %v9948 = getelementptr inbounds i64, ptr %r1329, i64 11
  store i64 1, ptr %v9948, align 8
  %v9949 = load ptr, ptr %r10
  %v9950 = load ptr, ptr %r1310
  %v9951 = load ptr, ptr %r1327
  %v9952 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v9949, ptr %v9950, ptr %v9951, ptr %r1329)
  %v9953 = icmp eq i64 %v9952, 0
  br i1 %v9953, label %b14, label %b9954, !prof !0
b9954:
  %v9955 = load i64, ptr %r4
  %v9956 = icmp ne i64 %v9955, 0
  %v9957 = icmp ne i64 1, 0
  %v9958 = and i1 %v9956, %v9957
  br i1 %v9958, label %b9959, label %b9960
b9959:
  %v9962 = load i64, ptr %r4
  %v9967 = icmp slt i64 0, %v9962
  br i1 %v9967, label %b9968, label %b9966
b9968:
  br label %b9963
b9963:
  %v9969 = phi i64 [ 0, %b9968 ], [ %v9970, %b9965 ]
  store i64 %v9969, ptr %r1323
  %v9971 = load i64, ptr %r4
  %v9976 = icmp slt i64 0, %v9971
  br i1 %v9976, label %b9977, label %b9975
b9977:
  br label %b9972
b9972:
  %v9978 = phi i64 [ 0, %b9977 ], [ %v9979, %b9974 ]
  store i64 %v9978, ptr %r1325
  %v9980 = load i64, ptr %r1323
  %v9981 = load i64, ptr %r4
  %v9982 = mul i64 %v9980, %v9981
  %v9983 = add i64 0, %v9982
  %v9984 = load i64, ptr %r1325
  %v9985 = mul i64 %v9984, 1
  %v9986 = add i64 %v9983, %v9985
  %v9987 = load i64, ptr %r1323
  %v9988 = load i64, ptr %r4
  %v9989 = mul i64 %v9987, %v9988
  %v9990 = add i64 0, %v9989
  %v9991 = load i64, ptr %r1325
  %v9992 = mul i64 %v9991, 1
  %v9993 = add i64 %v9990, %v9992
  %v9994 = load ptr, ptr %r1052
  %v9995 = getelementptr inbounds double, ptr %v9994, i64 %v9993
  %v9996 = load double, ptr %v9995, align 8, !llvm.access.group !451, !alias.scope !176, !noalias !177
  %v9997 = load i64, ptr %r1323
  %v9998 = mul i64 %v9997, %v9988
  %v9999 = load i64, ptr %r1325
  %v10000 = add i64 %v9998, %v9999
  %v10001 = load ptr, ptr %r1327
  %v10002 = getelementptr inbounds double, ptr %v10001, i64 %v10000
  %v10003 = load double, ptr %v10002, align 8, !llvm.access.group !451, !alias.scope !200, !noalias !201
  %v10004 = fadd double %v9996, %v10003
  %v10005 = load ptr, ptr %r1052
  %v10006 = getelementptr inbounds double, ptr %v10005, i64 %v9986
  store double %v10004, ptr %v10006, align 8, !llvm.access.group !451, !alias.scope !176, !noalias !177
  br label %b9973
b9973:
  br label %b9974
b9974:
  %v9979 = add nsw i64 %v9978, 1
  %v10007 = icmp slt i64 %v9979, %v9971
  br i1 %v10007, label %b9972, label %b9975, !llvm.loop !452
b9975:
  br label %b9964
b9964:
  br label %b9965
b9965:
  %v9970 = add nsw i64 %v9969, 1
  %v10008 = icmp slt i64 %v9970, %v9962
  br i1 %v10008, label %b9963, label %b9966, !llvm.loop !453
b9966:
  br label %b9961
b9960:
  %v10009 = load i64, ptr %r4
  %v10014 = icmp slt i64 0, %v10009
  br i1 %v10014, label %b10015, label %b10013
b10015:
  br label %b10010
b10010:
  %v10016 = phi i64 [ 0, %b10015 ], [ %v10017, %b10012 ]
  store i64 %v10016, ptr %r1323
  %v10018 = load i64, ptr %r4
  %v10023 = icmp slt i64 0, %v10018
  br i1 %v10023, label %b10024, label %b10022
b10024:
  br label %b10019
b10019:
  %v10025 = phi i64 [ 0, %b10024 ], [ %v10026, %b10021 ]
  store i64 %v10025, ptr %r1325
  %v10027 = load i64, ptr %r1323
  %v10028 = load i64, ptr %r4
  %v10029 = mul i64 %v10027, %v10028
  %v10030 = add i64 0, %v10029
  %v10031 = load i64, ptr %r1325
  %v10032 = mul i64 %v10031, 1
  %v10033 = add i64 %v10030, %v10032
  %v10034 = load i64, ptr %r1323
  %v10035 = load i64, ptr %r4
  %v10036 = mul i64 %v10034, %v10035
  %v10037 = add i64 0, %v10036
  %v10038 = load i64, ptr %r1325
  %v10039 = mul i64 %v10038, 1
  %v10040 = add i64 %v10037, %v10039
  %v10041 = load ptr, ptr %r1052
  %v10042 = getelementptr inbounds double, ptr %v10041, i64 %v10040
  %v10043 = load double, ptr %v10042, align 8, !alias.scope !176, !noalias !177
  %v10044 = load i64, ptr %r1323
  %v10045 = mul i64 %v10044, %v10035
  %v10046 = load i64, ptr %r1325
  %v10047 = add i64 %v10045, %v10046
  %v10048 = load ptr, ptr %r1327
  %v10049 = getelementptr inbounds double, ptr %v10048, i64 %v10047
  %v10050 = load double, ptr %v10049, align 8, !alias.scope !200, !noalias !201
  %v10051 = fadd double %v10043, %v10050
  %v10052 = load ptr, ptr %r1052
  %v10053 = getelementptr inbounds double, ptr %v10052, i64 %v10033
  store double %v10051, ptr %v10053, align 8, !alias.scope !176, !noalias !177
  br label %b10020
b10020:
  br label %b10021
b10021:
  %v10026 = add nsw i64 %v10025, 1
  %v10054 = icmp slt i64 %v10026, %v10018
  br i1 %v10054, label %b10019, label %b10022, !llvm.loop !454
b10022:
  br label %b10011
b10011:
  br label %b10012
b10012:
  %v10017 = add nsw i64 %v10016, 1
  %v10055 = icmp slt i64 %v10017, %v10009
  br i1 %v10055, label %b10010, label %b10013, !llvm.loop !455
b10013:
  br label %b9961
b9961:
  %v10056 = load ptr, ptr %r1327
  call void @procedure_release(ptr %context, ptr %v10056)
  br label %b9813
b9813:
  %v10057 = load ptr, ptr %r1310
  call void @procedure_release(ptr %context, ptr %v10057)
  %v10058 = load ptr, ptr %tape.base
  %v10059 = ptrtoint ptr %v10058 to i64
  %v10060 = load ptr, ptr %tape.top
  %v10061 = ptrtoint ptr %v10060 to i64
  %v10062 = sub i64 %v10061, %v10059
  %v10063 = icmp slt i64 %v10062, 8
  br i1 %v10063, label %b10064, label %b10065, !prof !0
b10064:
  %v10066 = load ptr, ptr %tape.top
  %v10067 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v10066, ptr %v10067, align 8
  %v10068 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v10069 = icmp eq i64 %v10068, 0
  br i1 %v10069, label %b14, label %b10070, !prof !0
b10070:
  %v10071 = getelementptr inbounds i64, ptr %tape, i64 4
  %v10072 = load ptr, ptr %v10071, align 8
  store ptr %v10072, ptr %tape.base
  %v10073 = getelementptr inbounds i64, ptr %tape, i64 5
  %v10074 = load ptr, ptr %v10073, align 8
  store ptr %v10074, ptr %tape.top
  %v10075 = getelementptr inbounds i64, ptr %tape, i64 6
  %v10076 = load ptr, ptr %v10075, align 8
  store ptr %v10076, ptr %tape.end
  br label %b10065
b10065:
  %v10077 = load ptr, ptr %tape.top
  %v10078 = getelementptr i8, ptr %v10077, i64 -8
  store ptr %v10078, ptr %tape.top
  %v10079 = load i64, ptr %v10078, align 1, !alias.scope !78, !noalias !79
  store i64 %v10079, ptr %r1330
  %v10080 = load i64, ptr %r1330
  %v10081 = call ptr @procedure_alloc_within(ptr %context, i64 %v10080, i64 8, i64 0)
  %v10082 = icmp eq ptr %v10081, null
  br i1 %v10082, label %b14, label %b10083, !prof !0
b10083:
  store ptr %v10081, ptr %r1332
  %v10084 = load i64, ptr %r214
  %v10089 = icmp slt i64 0, %v10084
  br i1 %v10089, label %b10090, label %b10088
b10090:
  br label %b10085
b10085:
  %v10091 = phi i64 [ 0, %b10090 ], [ %v10092, %b10087 ]
  store i64 %v10091, ptr %r225
  %v10093 = load i64, ptr %r225
  %v10094 = load ptr, ptr %r876
  %v10095 = getelementptr inbounds double, ptr %v10094, i64 %v10093
  %v10096 = load double, ptr %v10095, align 8, !llvm.access.group !456, !alias.scope !166, !noalias !167
  store double %v10096, ptr %r1334
  %v10097 = load i64, ptr %r225
  %v10098 = load double, ptr %r1334
  %v10099 = load ptr, ptr %r1332
  %v10100 = getelementptr inbounds double, ptr %v10099, i64 %v10097
  store double %v10098, ptr %v10100, align 8, !llvm.access.group !456, !alias.scope !202, !noalias !203
  %v10101 = load i64, ptr %r225
  %v10102 = load i64, ptr %r225
  %v10103 = load ptr, ptr %r29
  %v10104 = getelementptr inbounds double, ptr %v10103, i64 %v10102
  %v10105 = load double, ptr %v10104, align 8, !llvm.access.group !456, !alias.scope !98, !noalias !99
  %v10106 = load double, ptr %r1334
  %v10107 = fadd double %v10105, %v10106
  %v10108 = load ptr, ptr %r29
  %v10109 = getelementptr inbounds double, ptr %v10108, i64 %v10101
  store double %v10107, ptr %v10109, align 8, !llvm.access.group !456, !alias.scope !98, !noalias !99
  br label %b10086
b10086:
  br label %b10087
b10087:
  %v10092 = add nsw i64 %v10091, 1
  %v10110 = icmp slt i64 %v10092, %v10084
  br i1 %v10110, label %b10085, label %b10088, !llvm.loop !457
b10088:
  %v10111 = load ptr, ptr %r876
  call void @procedure_release(ptr %context, ptr %v10111)
  %v10112 = load ptr, ptr %tape.base
  %v10113 = ptrtoint ptr %v10112 to i64
  %v10114 = load ptr, ptr %tape.top
  %v10115 = ptrtoint ptr %v10114 to i64
  %v10116 = sub i64 %v10115, %v10113
  %v10117 = icmp slt i64 %v10116, 16
  br i1 %v10117, label %b10118, label %b10119, !prof !0
b10119:
  %v10121 = load ptr, ptr %tape.top
  %v10122 = getelementptr i8, ptr %v10121, i64 -8
  store ptr %v10122, ptr %tape.top
  %v10123 = load ptr, ptr %v10122, align 1, !alias.scope !78, !noalias !79
  store ptr %v10123, ptr %r211
  %v10124 = load ptr, ptr %tape.top
  %v10125 = getelementptr i8, ptr %v10124, i64 -8
  store ptr %v10125, ptr %tape.top
  %v10126 = load i64, ptr %v10125, align 1, !alias.scope !78, !noalias !79
  store i64 %v10126, ptr %r1336
  br label %b10120
b10118:
  %v10127 = load ptr, ptr %tape.base
  %v10128 = ptrtoint ptr %v10127 to i64
  %v10129 = load ptr, ptr %tape.top
  %v10130 = ptrtoint ptr %v10129 to i64
  %v10131 = sub i64 %v10130, %v10128
  %v10132 = icmp slt i64 %v10131, 8
  br i1 %v10132, label %b10133, label %b10134, !prof !0
b10133:
  %v10135 = load ptr, ptr %tape.top
  %v10136 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v10135, ptr %v10136, align 8
  %v10137 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v10138 = icmp eq i64 %v10137, 0
  br i1 %v10138, label %b14, label %b10139, !prof !0
b10139:
  %v10140 = getelementptr inbounds i64, ptr %tape, i64 4
  %v10141 = load ptr, ptr %v10140, align 8
  store ptr %v10141, ptr %tape.base
  %v10142 = getelementptr inbounds i64, ptr %tape, i64 5
  %v10143 = load ptr, ptr %v10142, align 8
  store ptr %v10143, ptr %tape.top
  %v10144 = getelementptr inbounds i64, ptr %tape, i64 6
  %v10145 = load ptr, ptr %v10144, align 8
  store ptr %v10145, ptr %tape.end
  br label %b10134
b10134:
  %v10146 = load ptr, ptr %tape.top
  %v10147 = getelementptr i8, ptr %v10146, i64 -8
  store ptr %v10147, ptr %tape.top
  %v10148 = load ptr, ptr %v10147, align 1, !alias.scope !78, !noalias !79
  store ptr %v10148, ptr %r211
  %v10149 = load ptr, ptr %tape.base
  %v10150 = ptrtoint ptr %v10149 to i64
  %v10151 = load ptr, ptr %tape.top
  %v10152 = ptrtoint ptr %v10151 to i64
  %v10153 = sub i64 %v10152, %v10150
  %v10154 = icmp slt i64 %v10153, 8
  br i1 %v10154, label %b10155, label %b10156, !prof !0
b10155:
  %v10157 = load ptr, ptr %tape.top
  %v10158 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v10157, ptr %v10158, align 8
  %v10159 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v10160 = icmp eq i64 %v10159, 0
  br i1 %v10160, label %b14, label %b10161, !prof !0
b10161:
  %v10162 = getelementptr inbounds i64, ptr %tape, i64 4
  %v10163 = load ptr, ptr %v10162, align 8
  store ptr %v10163, ptr %tape.base
  %v10164 = getelementptr inbounds i64, ptr %tape, i64 5
  %v10165 = load ptr, ptr %v10164, align 8
  store ptr %v10165, ptr %tape.top
  %v10166 = getelementptr inbounds i64, ptr %tape, i64 6
  %v10167 = load ptr, ptr %v10166, align 8
  store ptr %v10167, ptr %tape.end
  br label %b10156
b10156:
  %v10168 = load ptr, ptr %tape.top
  %v10169 = getelementptr i8, ptr %v10168, i64 -8
  store ptr %v10169, ptr %tape.top
  %v10170 = load i64, ptr %v10169, align 1, !alias.scope !78, !noalias !79
  store i64 %v10170, ptr %r1336
  br label %b10120
b10120:
  %v10171 = load i64, ptr %r1336
  %v10172 = call ptr @procedure_alloc_within(ptr %context, i64 %v10171, i64 8, i64 1)
  %v10173 = icmp eq ptr %v10172, null
  br i1 %v10173, label %b14, label %b10174, !prof !0
b10174:
  store ptr %v10172, ptr %r1338
  %v10175 = load i64, ptr %r12
  %v10176 = icmp eq i64 %v10175, 1
  br i1 %v10176, label %b10177, label %b10178
b10177:
  %v10180 = load i64, ptr %r4
  %v10181 = icmp ne i64 %v10180, 0
  %v10182 = icmp ne i64 1, 0
  %v10183 = and i1 %v10181, %v10182
  br i1 %v10183, label %b10184, label %b10185
b10184:
  %v10187 = load i64, ptr %r12
  %v10192 = icmp slt i64 0, %v10187
  br i1 %v10192, label %b10193, label %b10191
b10193:
  br label %b10188
b10188:
  %v10194 = phi i64 [ 0, %b10193 ], [ %v10195, %b10190 ]
  store i64 %v10194, ptr %r1340
  %v10196 = load i64, ptr %r4
  %v10201 = icmp slt i64 0, %v10196
  br i1 %v10201, label %b10202, label %b10200
b10202:
  br label %b10197
b10197:
  %v10203 = phi i64 [ 0, %b10202 ], [ %v10204, %b10199 ]
  store i64 %v10203, ptr %r1342
  %v10205 = load i64, ptr %r1340
  %v10206 = load i64, ptr %r4
  %v10207 = mul i64 %v10205, %v10206
  %v10208 = add i64 0, %v10207
  %v10209 = load i64, ptr %r1342
  %v10210 = mul i64 %v10209, 1
  %v10211 = add i64 %v10208, %v10210
  %v10212 = load i64, ptr %r1340
  %v10213 = load i64, ptr %r4
  %v10214 = mul i64 %v10212, %v10213
  %v10215 = add i64 0, %v10214
  %v10216 = load i64, ptr %r1342
  %v10217 = mul i64 %v10216, 1
  %v10218 = add i64 %v10215, %v10217
  %v10219 = load ptr, ptr %r1338
  %v10220 = getelementptr inbounds double, ptr %v10219, i64 %v10218
  %v10221 = load double, ptr %v10220, align 8, !llvm.access.group !460, !alias.scope !204, !noalias !205
  %v10222 = load i64, ptr %r1340
  %v10223 = load i64, ptr %r12
  %v10224 = mul i64 %v10222, %v10223
  %v10225 = add i64 0, %v10224
  %v10226 = load ptr, ptr %r1332
  %v10227 = getelementptr inbounds double, ptr %v10226, i64 %v10225
  %v10228 = load double, ptr %v10227, align 8, !llvm.access.group !460, !alias.scope !202, !noalias !203
  %v10229 = load i64, ptr %r1342
  %v10230 = mul i64 %v10229, 1
  %v10231 = add i64 0, %v10230
  %v10232 = load ptr, ptr %r10
  %v10233 = getelementptr inbounds double, ptr %v10232, i64 %v10231
  %v10234 = load double, ptr %v10233, align 8, !llvm.access.group !460, !alias.scope !84, !noalias !85
  %v10235 = fmul double %v10228, %v10234
  %v10236 = fadd double %v10221, %v10235
  %v10237 = load ptr, ptr %r1338
  %v10238 = getelementptr inbounds double, ptr %v10237, i64 %v10211
  store double %v10236, ptr %v10238, align 8, !llvm.access.group !460, !alias.scope !204, !noalias !205
  br label %b10198
b10198:
  br label %b10199
b10199:
  %v10204 = add nsw i64 %v10203, 1
  %v10239 = icmp slt i64 %v10204, %v10196
  br i1 %v10239, label %b10197, label %b10200, !llvm.loop !461
b10200:
  br label %b10189
b10189:
  br label %b10190
b10190:
  %v10195 = add nsw i64 %v10194, 1
  %v10240 = icmp slt i64 %v10195, %v10187
  br i1 %v10240, label %b10188, label %b10191, !llvm.loop !462
b10191:
  br label %b10186
b10185:
  %v10241 = load i64, ptr %r12
  %v10246 = icmp slt i64 0, %v10241
  br i1 %v10246, label %b10247, label %b10245
b10247:
  br label %b10242
b10242:
  %v10248 = phi i64 [ 0, %b10247 ], [ %v10249, %b10244 ]
  store i64 %v10248, ptr %r1340
  %v10250 = load i64, ptr %r4
  %v10255 = icmp slt i64 0, %v10250
  br i1 %v10255, label %b10256, label %b10254
b10256:
  br label %b10251
b10251:
  %v10257 = phi i64 [ 0, %b10256 ], [ %v10258, %b10253 ]
  store i64 %v10257, ptr %r1342
  %v10259 = load i64, ptr %r1340
  %v10260 = load i64, ptr %r4
  %v10261 = mul i64 %v10259, %v10260
  %v10262 = add i64 0, %v10261
  %v10263 = load i64, ptr %r1342
  %v10264 = mul i64 %v10263, 1
  %v10265 = add i64 %v10262, %v10264
  %v10266 = load i64, ptr %r1340
  %v10267 = load i64, ptr %r4
  %v10268 = mul i64 %v10266, %v10267
  %v10269 = add i64 0, %v10268
  %v10270 = load i64, ptr %r1342
  %v10271 = mul i64 %v10270, 1
  %v10272 = add i64 %v10269, %v10271
  %v10273 = load ptr, ptr %r1338
  %v10274 = getelementptr inbounds double, ptr %v10273, i64 %v10272
  %v10275 = load double, ptr %v10274, align 8, !alias.scope !204, !noalias !205
  %v10276 = load i64, ptr %r1340
  %v10277 = load i64, ptr %r12
  %v10278 = mul i64 %v10276, %v10277
  %v10279 = add i64 0, %v10278
  %v10280 = load ptr, ptr %r1332
  %v10281 = getelementptr inbounds double, ptr %v10280, i64 %v10279
  %v10282 = load double, ptr %v10281, align 8, !alias.scope !202, !noalias !203
  %v10283 = load i64, ptr %r1342
  %v10284 = mul i64 %v10283, 1
  %v10285 = add i64 0, %v10284
  %v10286 = load ptr, ptr %r10
  %v10287 = getelementptr inbounds double, ptr %v10286, i64 %v10285
  %v10288 = load double, ptr %v10287, align 8, !alias.scope !84, !noalias !85
  %v10289 = fmul double %v10282, %v10288
  %v10290 = fadd double %v10275, %v10289
  %v10291 = load ptr, ptr %r1338
  %v10292 = getelementptr inbounds double, ptr %v10291, i64 %v10265
  store double %v10290, ptr %v10292, align 8, !alias.scope !204, !noalias !205
  br label %b10252
b10252:
  br label %b10253
b10253:
  %v10258 = add nsw i64 %v10257, 1
  %v10293 = icmp slt i64 %v10258, %v10250
  br i1 %v10293, label %b10251, label %b10254, !llvm.loop !463
b10254:
  br label %b10243
b10243:
  br label %b10244
b10244:
  %v10249 = add nsw i64 %v10248, 1
  %v10294 = icmp slt i64 %v10249, %v10241
  br i1 %v10294, label %b10242, label %b10245, !llvm.loop !464
b10245:
  br label %b10186
b10186:
  br label %b10179
b10178:
  %v10295 = load i64, ptr %r12
  %v10296 = load i64, ptr %r4
  %v10297 = mul i64 %v10295, %v10296
  %v10298 = call ptr @procedure_alloc_within(ptr %context, i64 %v10297, i64 8, i64 0)
  %v10299 = icmp eq ptr %v10298, null
  br i1 %v10299, label %b14, label %b10300, !prof !0
b10300:
  store ptr %v10298, ptr %r1344
  %v10301 = load i64, ptr %r12
  store i64 %v10301, ptr %r1346, align 8
  %v10302 = load i64, ptr %r12
  %v10303 = getelementptr inbounds i64, ptr %r1346, i64 1
  store i64 %v10302, ptr %v10303, align 8
  %v10304 = load i64, ptr %r4
  %v10305 = getelementptr inbounds i64, ptr %r1346, i64 2
  store i64 %v10304, ptr %v10305, align 8
  %v10306 = getelementptr inbounds i64, ptr %r1346, i64 3
  store i64 0, ptr %v10306, align 8
  %v10307 = load i64, ptr %r12
  %v10308 = getelementptr inbounds i64, ptr %r1346, i64 4
  store i64 %v10307, ptr %v10308, align 8
  %v10309 = getelementptr inbounds i64, ptr %r1346, i64 5
  store i64 1, ptr %v10309, align 8
  %v10310 = getelementptr inbounds i64, ptr %r1346, i64 6
  store i64 0, ptr %v10310, align 8
  %v10311 = load i64, ptr %r4
  %v10312 = getelementptr inbounds i64, ptr %r1346, i64 7
  store i64 %v10311, ptr %v10312, align 8
  %v10313 = getelementptr inbounds i64, ptr %r1346, i64 8
  store i64 1, ptr %v10313, align 8
  %v10314 = getelementptr inbounds i64, ptr %r1346, i64 9
  store i64 0, ptr %v10314, align 8
  %v10315 = load i64, ptr %r4
  %v10316 = getelementptr inbounds i64, ptr %r1346, i64 10
  store i64 %v10315, ptr %v10316, align 8
  %v10317 = getelementptr inbounds i64, ptr %r1346, i64 11
  store i64 1, ptr %v10317, align 8
  %v10318 = load ptr, ptr %r1332
  %v10319 = load ptr, ptr %r10
  %v10320 = load ptr, ptr %r1344
  %v10321 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v10318, ptr %v10319, ptr %v10320, ptr %r1346)
  %v10322 = icmp eq i64 %v10321, 0
  br i1 %v10322, label %b14, label %b10323, !prof !0
b10323:
  %v10324 = load i64, ptr %r4
  %v10325 = icmp ne i64 %v10324, 0
  %v10326 = icmp ne i64 1, 0
  %v10327 = and i1 %v10325, %v10326
  br i1 %v10327, label %b10328, label %b10329
b10328:
  %v10331 = load i64, ptr %r12
  %v10336 = icmp slt i64 0, %v10331
  br i1 %v10336, label %b10337, label %b10335
b10337:
  br label %b10332
b10332:
  %v10338 = phi i64 [ 0, %b10337 ], [ %v10339, %b10334 ]
  store i64 %v10338, ptr %r1340
  %v10340 = load i64, ptr %r4
  %v10345 = icmp slt i64 0, %v10340
  br i1 %v10345, label %b10346, label %b10344
b10346:
  br label %b10341
b10341:
  %v10347 = phi i64 [ 0, %b10346 ], [ %v10348, %b10343 ]
  store i64 %v10347, ptr %r1342
  %v10349 = load i64, ptr %r1340
  %v10350 = load i64, ptr %r4
  %v10351 = mul i64 %v10349, %v10350
  %v10352 = add i64 0, %v10351
  %v10353 = load i64, ptr %r1342
  %v10354 = mul i64 %v10353, 1
  %v10355 = add i64 %v10352, %v10354
  %v10356 = load i64, ptr %r1340
  %v10357 = load i64, ptr %r4
  %v10358 = mul i64 %v10356, %v10357
  %v10359 = add i64 0, %v10358
  %v10360 = load i64, ptr %r1342
  %v10361 = mul i64 %v10360, 1
  %v10362 = add i64 %v10359, %v10361
  %v10363 = load ptr, ptr %r1338
  %v10364 = getelementptr inbounds double, ptr %v10363, i64 %v10362
  %v10365 = load double, ptr %v10364, align 8, !llvm.access.group !467, !alias.scope !204, !noalias !205
  %v10366 = load i64, ptr %r1340
  %v10367 = mul i64 %v10366, %v10357
  %v10368 = load i64, ptr %r1342
  %v10369 = add i64 %v10367, %v10368
  %v10370 = load ptr, ptr %r1344
  %v10371 = getelementptr inbounds double, ptr %v10370, i64 %v10369
  %v10372 = load double, ptr %v10371, align 8, !llvm.access.group !467, !alias.scope !206, !noalias !207
  %v10373 = fadd double %v10365, %v10372
  %v10374 = load ptr, ptr %r1338
  %v10375 = getelementptr inbounds double, ptr %v10374, i64 %v10355
  store double %v10373, ptr %v10375, align 8, !llvm.access.group !467, !alias.scope !204, !noalias !205
  br label %b10342
b10342:
  br label %b10343
b10343:
  %v10348 = add nsw i64 %v10347, 1
  %v10376 = icmp slt i64 %v10348, %v10340
  br i1 %v10376, label %b10341, label %b10344, !llvm.loop !468
b10344:
  br label %b10333
b10333:
  br label %b10334
b10334:
  %v10339 = add nsw i64 %v10338, 1
  %v10377 = icmp slt i64 %v10339, %v10331
  br i1 %v10377, label %b10332, label %b10335, !llvm.loop !469
b10335:
  br label %b10330
b10329:
  %v10378 = load i64, ptr %r12
  %v10383 = icmp slt i64 0, %v10378
  br i1 %v10383, label %b10384, label %b10382
b10384:
  br label %b10379
b10379:
  %v10385 = phi i64 [ 0, %b10384 ], [ %v10386, %b10381 ]
  store i64 %v10385, ptr %r1340
  %v10387 = load i64, ptr %r4
  %v10392 = icmp slt i64 0, %v10387
  br i1 %v10392, label %b10393, label %b10391
b10393:
  br label %b10388
b10388:
  %v10394 = phi i64 [ 0, %b10393 ], [ %v10395, %b10390 ]
  store i64 %v10394, ptr %r1342
  %v10396 = load i64, ptr %r1340
  %v10397 = load i64, ptr %r4
  %v10398 = mul i64 %v10396, %v10397
  %v10399 = add i64 0, %v10398
  %v10400 = load i64, ptr %r1342
  %v10401 = mul i64 %v10400, 1
  %v10402 = add i64 %v10399, %v10401
  %v10403 = load i64, ptr %r1340
  %v10404 = load i64, ptr %r4
  %v10405 = mul i64 %v10403, %v10404
  %v10406 = add i64 0, %v10405
  %v10407 = load i64, ptr %r1342
  %v10408 = mul i64 %v10407, 1
  %v10409 = add i64 %v10406, %v10408
  %v10410 = load ptr, ptr %r1338
  %v10411 = getelementptr inbounds double, ptr %v10410, i64 %v10409
  %v10412 = load double, ptr %v10411, align 8, !alias.scope !204, !noalias !205
  %v10413 = load i64, ptr %r1340
  %v10414 = mul i64 %v10413, %v10404
  %v10415 = load i64, ptr %r1342
  %v10416 = add i64 %v10414, %v10415
  %v10417 = load ptr, ptr %r1344
  %v10418 = getelementptr inbounds double, ptr %v10417, i64 %v10416
  %v10419 = load double, ptr %v10418, align 8, !alias.scope !206, !noalias !207
  %v10420 = fadd double %v10412, %v10419
  %v10421 = load ptr, ptr %r1338
  %v10422 = getelementptr inbounds double, ptr %v10421, i64 %v10402
  store double %v10420, ptr %v10422, align 8, !alias.scope !204, !noalias !205
  br label %b10389
b10389:
  br label %b10390
b10390:
  %v10395 = add nsw i64 %v10394, 1
  %v10423 = icmp slt i64 %v10395, %v10387
  br i1 %v10423, label %b10388, label %b10391, !llvm.loop !470
b10391:
  br label %b10380
b10380:
  br label %b10381
b10381:
  %v10386 = add nsw i64 %v10385, 1
  %v10424 = icmp slt i64 %v10386, %v10378
  br i1 %v10424, label %b10379, label %b10382, !llvm.loop !471
b10382:
  br label %b10330
b10330:
  %v10425 = load ptr, ptr %r1344
  call void @procedure_release(ptr %context, ptr %v10425)
  br label %b10179
b10179:
  %v10426 = load i64, ptr %r12
  %v10427 = icmp eq i64 %v10426, 1
  br i1 %v10427, label %b10428, label %b10429
b10428:
  %v10431 = load i64, ptr %r4
  %v10432 = icmp ne i64 %v10431, 0
  %v10433 = icmp ne i64 1, 0
  %v10434 = and i1 %v10432, %v10433
  br i1 %v10434, label %b10435, label %b10436
b10435:
  %v10438 = load i64, ptr %r12
  %v10443 = icmp slt i64 0, %v10438
  br i1 %v10443, label %b10444, label %b10442
b10444:
  br label %b10439
b10439:
  %v10445 = phi i64 [ 0, %b10444 ], [ %v10446, %b10441 ]
  store i64 %v10445, ptr %r1347
  %v10447 = load i64, ptr %r4
  %v10452 = icmp slt i64 0, %v10447
  br i1 %v10452, label %b10453, label %b10451
b10453:
  br label %b10448
b10448:
  %v10454 = phi i64 [ 0, %b10453 ], [ %v10455, %b10450 ]
  store i64 %v10454, ptr %r1349
  %v10456 = load i64, ptr %r1349
  %v10457 = mul i64 %v10456, 1
  %v10458 = add i64 0, %v10457
  %v10459 = load i64, ptr %r1347
  %v10460 = load i64, ptr %r4
  %v10461 = mul i64 %v10459, %v10460
  %v10462 = add i64 %v10458, %v10461
  %v10463 = load i64, ptr %r1349
  %v10464 = mul i64 %v10463, 1
  %v10465 = add i64 0, %v10464
  %v10466 = load i64, ptr %r1347
  %v10467 = load i64, ptr %r4
  %v10468 = mul i64 %v10466, %v10467
  %v10469 = add i64 %v10465, %v10468
  %v10470 = load ptr, ptr %r25
  %v10471 = getelementptr inbounds double, ptr %v10470, i64 %v10469
  %v10472 = load double, ptr %v10471, align 8, !llvm.access.group !474, !alias.scope !94, !noalias !95
  %v10473 = load i64, ptr %r1349
  %v10474 = mul i64 %v10473, 1
  %v10475 = add i64 0, %v10474
  %v10476 = load ptr, ptr %r211
  %v10477 = getelementptr inbounds double, ptr %v10476, i64 %v10475
  %v10478 = load double, ptr %v10477, align 8, !llvm.access.group !474, !alias.scope !126, !noalias !127
  %v10479 = load i64, ptr %r1347
  %v10480 = mul i64 %v10479, 1
  %v10481 = add i64 0, %v10480
  %v10482 = load ptr, ptr %r1332
  %v10483 = getelementptr inbounds double, ptr %v10482, i64 %v10481
  %v10484 = load double, ptr %v10483, align 8, !llvm.access.group !474, !alias.scope !202, !noalias !203
  %v10485 = fmul double %v10478, %v10484
  %v10486 = fadd double %v10472, %v10485
  %v10487 = load ptr, ptr %r25
  %v10488 = getelementptr inbounds double, ptr %v10487, i64 %v10462
  store double %v10486, ptr %v10488, align 8, !llvm.access.group !474, !alias.scope !94, !noalias !95
  br label %b10449
b10449:
  br label %b10450
b10450:
  %v10455 = add nsw i64 %v10454, 1
  %v10489 = icmp slt i64 %v10455, %v10447
  br i1 %v10489, label %b10448, label %b10451, !llvm.loop !475
b10451:
  br label %b10440
b10440:
  br label %b10441
b10441:
  %v10446 = add nsw i64 %v10445, 1
  %v10490 = icmp slt i64 %v10446, %v10438
  br i1 %v10490, label %b10439, label %b10442, !llvm.loop !476
b10442:
  br label %b10437
b10436:
  %v10491 = load i64, ptr %r12
  %v10496 = icmp slt i64 0, %v10491
  br i1 %v10496, label %b10497, label %b10495
b10497:
  br label %b10492
b10492:
  %v10498 = phi i64 [ 0, %b10497 ], [ %v10499, %b10494 ]
  store i64 %v10498, ptr %r1347
  %v10500 = load i64, ptr %r4
  %v10505 = icmp slt i64 0, %v10500
  br i1 %v10505, label %b10506, label %b10504
b10506:
  br label %b10501
b10501:
  %v10507 = phi i64 [ 0, %b10506 ], [ %v10508, %b10503 ]
  store i64 %v10507, ptr %r1349
  %v10509 = load i64, ptr %r1349
  %v10510 = mul i64 %v10509, 1
  %v10511 = add i64 0, %v10510
  %v10512 = load i64, ptr %r1347
  %v10513 = load i64, ptr %r4
  %v10514 = mul i64 %v10512, %v10513
  %v10515 = add i64 %v10511, %v10514
  %v10516 = load i64, ptr %r1349
  %v10517 = mul i64 %v10516, 1
  %v10518 = add i64 0, %v10517
  %v10519 = load i64, ptr %r1347
  %v10520 = load i64, ptr %r4
  %v10521 = mul i64 %v10519, %v10520
  %v10522 = add i64 %v10518, %v10521
  %v10523 = load ptr, ptr %r25
  %v10524 = getelementptr inbounds double, ptr %v10523, i64 %v10522
  %v10525 = load double, ptr %v10524, align 8, !alias.scope !94, !noalias !95
  %v10526 = load i64, ptr %r1349
  %v10527 = mul i64 %v10526, 1
  %v10528 = add i64 0, %v10527
  %v10529 = load ptr, ptr %r211
  %v10530 = getelementptr inbounds double, ptr %v10529, i64 %v10528
  %v10531 = load double, ptr %v10530, align 8, !alias.scope !126, !noalias !127
  %v10532 = load i64, ptr %r1347
  %v10533 = mul i64 %v10532, 1
  %v10534 = add i64 0, %v10533
  %v10535 = load ptr, ptr %r1332
  %v10536 = getelementptr inbounds double, ptr %v10535, i64 %v10534
  %v10537 = load double, ptr %v10536, align 8, !alias.scope !202, !noalias !203
  %v10538 = fmul double %v10531, %v10537
  %v10539 = fadd double %v10525, %v10538
  %v10540 = load ptr, ptr %r25
  %v10541 = getelementptr inbounds double, ptr %v10540, i64 %v10515
  store double %v10539, ptr %v10541, align 8, !alias.scope !94, !noalias !95
  br label %b10502
b10502:
  br label %b10503
b10503:
  %v10508 = add nsw i64 %v10507, 1
  %v10542 = icmp slt i64 %v10508, %v10500
  br i1 %v10542, label %b10501, label %b10504, !llvm.loop !477
b10504:
  br label %b10493
b10493:
  br label %b10494
b10494:
  %v10499 = add nsw i64 %v10498, 1
  %v10543 = icmp slt i64 %v10499, %v10491
  br i1 %v10543, label %b10492, label %b10495, !llvm.loop !478
b10495:
  br label %b10437
b10437:
  br label %b10430
b10429:
  %v10544 = load i64, ptr %r4
  %v10545 = load i64, ptr %r12
  %v10546 = mul i64 %v10544, %v10545
  %v10547 = call ptr @procedure_alloc_within(ptr %context, i64 %v10546, i64 8, i64 0)
  %v10548 = icmp eq ptr %v10547, null
  br i1 %v10548, label %b14, label %b10549, !prof !0
b10549:
  store ptr %v10547, ptr %r1351
  %v10550 = load i64, ptr %r4
  store i64 %v10550, ptr %r1353, align 8
  %v10551 = load i64, ptr %r12
  %v10552 = getelementptr inbounds i64, ptr %r1353, i64 1
  store i64 %v10551, ptr %v10552, align 8
  %v10553 = load i64, ptr %r12
  %v10554 = getelementptr inbounds i64, ptr %r1353, i64 2
  store i64 %v10553, ptr %v10554, align 8
  %v10555 = getelementptr inbounds i64, ptr %r1353, i64 3
  store i64 0, ptr %v10555, align 8
  %v10556 = getelementptr inbounds i64, ptr %r1353, i64 4
  store i64 1, ptr %v10556, align 8
  %v10557 = load i64, ptr %r4
  %v10558 = getelementptr inbounds i64, ptr %r1353, i64 5
  store i64 %v10557, ptr %v10558, align 8
  %v10559 = getelementptr inbounds i64, ptr %r1353, i64 6
  store i64 0, ptr %v10559, align 8
  %v10560 = load i64, ptr %r12
  %v10561 = getelementptr inbounds i64, ptr %r1353, i64 7
  store i64 %v10560, ptr %v10561, align 8
  %v10562 = getelementptr inbounds i64, ptr %r1353, i64 8
  store i64 1, ptr %v10562, align 8
  %v10563 = getelementptr inbounds i64, ptr %r1353, i64 9
  store i64 0, ptr %v10563, align 8
  %v10564 = load i64, ptr %r12
  %v10565 = getelementptr inbounds i64, ptr %r1353, i64 10
  store i64 %v10564, ptr %v10565, align 8
  %v10566 = getelementptr inbounds i64, ptr %r1353, i64 11
  store i64 1, ptr %v10566, align 8
  %v10567 = load ptr, ptr %r211
  %v10568 = load ptr, ptr %r1332
  %v10569 = load ptr, ptr %r1351
  %v10570 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v10567, ptr %v10568, ptr %v10569, ptr %r1353)
  %v10571 = icmp eq i64 %v10570, 0
  br i1 %v10571, label %b14, label %b10572, !prof !0
b10572:
  %v10573 = load i64, ptr %r4
  %v10574 = icmp ne i64 %v10573, 0
  %v10575 = icmp ne i64 1, 0
  %v10576 = and i1 %v10574, %v10575
  br i1 %v10576, label %b10577, label %b10578
b10577:
  %v10580 = load i64, ptr %r12
  %v10585 = icmp slt i64 0, %v10580
  br i1 %v10585, label %b10586, label %b10584
b10586:
  br label %b10581
b10581:
  %v10587 = phi i64 [ 0, %b10586 ], [ %v10588, %b10583 ]
  store i64 %v10587, ptr %r1347
  %v10589 = load i64, ptr %r4
  %v10594 = icmp slt i64 0, %v10589
  br i1 %v10594, label %b10595, label %b10593
b10595:
  br label %b10590
b10590:
  %v10596 = phi i64 [ 0, %b10595 ], [ %v10597, %b10592 ]
  store i64 %v10596, ptr %r1349
  %v10598 = load i64, ptr %r1349
  %v10599 = mul i64 %v10598, 1
  %v10600 = add i64 0, %v10599
  %v10601 = load i64, ptr %r1347
  %v10602 = load i64, ptr %r4
  %v10603 = mul i64 %v10601, %v10602
  %v10604 = add i64 %v10600, %v10603
  %v10605 = load i64, ptr %r1349
  %v10606 = mul i64 %v10605, 1
  %v10607 = add i64 0, %v10606
  %v10608 = load i64, ptr %r1347
  %v10609 = load i64, ptr %r4
  %v10610 = mul i64 %v10608, %v10609
  %v10611 = add i64 %v10607, %v10610
  %v10612 = load ptr, ptr %r25
  %v10613 = getelementptr inbounds double, ptr %v10612, i64 %v10611
  %v10614 = load double, ptr %v10613, align 8, !llvm.access.group !481, !alias.scope !94, !noalias !95
  %v10615 = load i64, ptr %r1349
  %v10616 = load i64, ptr %r12
  %v10617 = mul i64 %v10615, %v10616
  %v10618 = load i64, ptr %r1347
  %v10619 = add i64 %v10617, %v10618
  %v10620 = load ptr, ptr %r1351
  %v10621 = getelementptr inbounds double, ptr %v10620, i64 %v10619
  %v10622 = load double, ptr %v10621, align 8, !llvm.access.group !481, !alias.scope !208, !noalias !209
  %v10623 = fadd double %v10614, %v10622
  %v10624 = load ptr, ptr %r25
  %v10625 = getelementptr inbounds double, ptr %v10624, i64 %v10604
  store double %v10623, ptr %v10625, align 8, !llvm.access.group !481, !alias.scope !94, !noalias !95
  br label %b10591
b10591:
  br label %b10592
b10592:
  %v10597 = add nsw i64 %v10596, 1
  %v10626 = icmp slt i64 %v10597, %v10589
  br i1 %v10626, label %b10590, label %b10593, !llvm.loop !482
b10593:
  br label %b10582
b10582:
  br label %b10583
b10583:
  %v10588 = add nsw i64 %v10587, 1
  %v10627 = icmp slt i64 %v10588, %v10580
  br i1 %v10627, label %b10581, label %b10584, !llvm.loop !483
b10584:
  br label %b10579
b10578:
  %v10628 = load i64, ptr %r12
  %v10633 = icmp slt i64 0, %v10628
  br i1 %v10633, label %b10634, label %b10632
b10634:
  br label %b10629
b10629:
  %v10635 = phi i64 [ 0, %b10634 ], [ %v10636, %b10631 ]
  store i64 %v10635, ptr %r1347
  %v10637 = load i64, ptr %r4
  %v10642 = icmp slt i64 0, %v10637
  br i1 %v10642, label %b10643, label %b10641
b10643:
  br label %b10638
b10638:
  %v10644 = phi i64 [ 0, %b10643 ], [ %v10645, %b10640 ]
  store i64 %v10644, ptr %r1349
  %v10646 = load i64, ptr %r1349
  %v10647 = mul i64 %v10646, 1
  %v10648 = add i64 0, %v10647
  %v10649 = load i64, ptr %r1347
  %v10650 = load i64, ptr %r4
  %v10651 = mul i64 %v10649, %v10650
  %v10652 = add i64 %v10648, %v10651
  %v10653 = load i64, ptr %r1349
  %v10654 = mul i64 %v10653, 1
  %v10655 = add i64 0, %v10654
  %v10656 = load i64, ptr %r1347
  %v10657 = load i64, ptr %r4
  %v10658 = mul i64 %v10656, %v10657
  %v10659 = add i64 %v10655, %v10658
  %v10660 = load ptr, ptr %r25
  %v10661 = getelementptr inbounds double, ptr %v10660, i64 %v10659
  %v10662 = load double, ptr %v10661, align 8, !alias.scope !94, !noalias !95
  %v10663 = load i64, ptr %r1349
  %v10664 = load i64, ptr %r12
  %v10665 = mul i64 %v10663, %v10664
  %v10666 = load i64, ptr %r1347
  %v10667 = add i64 %v10665, %v10666
  %v10668 = load ptr, ptr %r1351
  %v10669 = getelementptr inbounds double, ptr %v10668, i64 %v10667
  %v10670 = load double, ptr %v10669, align 8, !alias.scope !208, !noalias !209
  %v10671 = fadd double %v10662, %v10670
  %v10672 = load ptr, ptr %r25
  %v10673 = getelementptr inbounds double, ptr %v10672, i64 %v10652
  store double %v10671, ptr %v10673, align 8, !alias.scope !94, !noalias !95
  br label %b10639
b10639:
  br label %b10640
b10640:
  %v10645 = add nsw i64 %v10644, 1
  %v10674 = icmp slt i64 %v10645, %v10637
  br i1 %v10674, label %b10638, label %b10641, !llvm.loop !484
b10641:
  br label %b10630
b10630:
  br label %b10631
b10631:
  %v10636 = add nsw i64 %v10635, 1
  %v10675 = icmp slt i64 %v10636, %v10628
  br i1 %v10675, label %b10629, label %b10632, !llvm.loop !485
b10632:
  br label %b10579
b10579:
  %v10676 = load ptr, ptr %r1351
  call void @procedure_release(ptr %context, ptr %v10676)
  br label %b10430
b10430:
  %v10677 = load ptr, ptr %r1332
  call void @procedure_release(ptr %context, ptr %v10677)
  %v10678 = load i64, ptr %r4
  %v10679 = icmp eq i64 %v10678, 1
  br i1 %v10679, label %b10680, label %b10681
b10680:
  %v10683 = load i64, ptr %r4
  %v10684 = icmp ne i64 %v10683, 0
  %v10685 = icmp ne i64 1, 0
  %v10686 = and i1 %v10684, %v10685
  br i1 %v10686, label %b10687, label %b10688
b10687:
  %v10690 = load i64, ptr %r12
  %v10695 = icmp slt i64 0, %v10690
  br i1 %v10695, label %b10696, label %b10694
b10696:
  br label %b10691
b10691:
  %v10697 = phi i64 [ 0, %b10696 ], [ %v10698, %b10693 ]
  store i64 %v10697, ptr %r1354
  %v10699 = load i64, ptr %r4
  %v10704 = icmp slt i64 0, %v10699
  br i1 %v10704, label %b10705, label %b10703
b10705:
  br label %b10700
b10700:
  %v10706 = phi i64 [ 0, %b10705 ], [ %v10707, %b10702 ]
  store i64 %v10706, ptr %r1356
  %v10708 = load i64, ptr %r1354
  %v10709 = load i64, ptr %r4
  %v10710 = mul i64 %v10708, %v10709
  %v10711 = add i64 0, %v10710
  %v10712 = load i64, ptr %r1356
  %v10713 = mul i64 %v10712, 1
  %v10714 = add i64 %v10711, %v10713
  %v10715 = load i64, ptr %r1354
  %v10716 = load i64, ptr %r4
  %v10717 = mul i64 %v10715, %v10716
  %v10718 = add i64 0, %v10717
  %v10719 = load i64, ptr %r1356
  %v10720 = mul i64 %v10719, 1
  %v10721 = add i64 %v10718, %v10720
  %v10722 = load ptr, ptr %r25
  %v10723 = getelementptr inbounds double, ptr %v10722, i64 %v10721
  %v10724 = load double, ptr %v10723, align 8, !llvm.access.group !488, !alias.scope !94, !noalias !95
  %v10725 = load i64, ptr %r1354
  %v10726 = mul i64 %v10725, %v10716
  %v10727 = add i64 0, %v10726
  %v10728 = load ptr, ptr %r1338
  %v10729 = getelementptr inbounds double, ptr %v10728, i64 %v10727
  %v10730 = load double, ptr %v10729, align 8, !llvm.access.group !488, !alias.scope !204, !noalias !205
  %v10731 = load i64, ptr %r1356
  %v10732 = mul i64 %v10731, %v10716
  %v10733 = add i64 0, %v10732
  %v10734 = load ptr, ptr %r189
  %v10735 = getelementptr inbounds double, ptr %v10734, i64 %v10733
  %v10736 = load double, ptr %v10735, align 8, !llvm.access.group !488, !alias.scope !120, !noalias !121
  %v10737 = fmul double %v10730, %v10736
  %v10738 = fadd double %v10724, %v10737
  %v10739 = load ptr, ptr %r25
  %v10740 = getelementptr inbounds double, ptr %v10739, i64 %v10714
  store double %v10738, ptr %v10740, align 8, !llvm.access.group !488, !alias.scope !94, !noalias !95
  br label %b10701
b10701:
  br label %b10702
b10702:
  %v10707 = add nsw i64 %v10706, 1
  %v10741 = icmp slt i64 %v10707, %v10699
  br i1 %v10741, label %b10700, label %b10703, !llvm.loop !489
b10703:
  br label %b10692
b10692:
  br label %b10693
b10693:
  %v10698 = add nsw i64 %v10697, 1
  %v10742 = icmp slt i64 %v10698, %v10690
  br i1 %v10742, label %b10691, label %b10694, !llvm.loop !490
b10694:
  br label %b10689
b10688:
  %v10743 = load i64, ptr %r12
  %v10748 = icmp slt i64 0, %v10743
  br i1 %v10748, label %b10749, label %b10747
b10749:
  br label %b10744
b10744:
  %v10750 = phi i64 [ 0, %b10749 ], [ %v10751, %b10746 ]
  store i64 %v10750, ptr %r1354
  %v10752 = load i64, ptr %r4
  %v10757 = icmp slt i64 0, %v10752
  br i1 %v10757, label %b10758, label %b10756
b10758:
  br label %b10753
b10753:
  %v10759 = phi i64 [ 0, %b10758 ], [ %v10760, %b10755 ]
  store i64 %v10759, ptr %r1356
  %v10761 = load i64, ptr %r1354
  %v10762 = load i64, ptr %r4
  %v10763 = mul i64 %v10761, %v10762
  %v10764 = add i64 0, %v10763
  %v10765 = load i64, ptr %r1356
  %v10766 = mul i64 %v10765, 1
  %v10767 = add i64 %v10764, %v10766
  %v10768 = load i64, ptr %r1354
  %v10769 = load i64, ptr %r4
  %v10770 = mul i64 %v10768, %v10769
  %v10771 = add i64 0, %v10770
  %v10772 = load i64, ptr %r1356
  %v10773 = mul i64 %v10772, 1
  %v10774 = add i64 %v10771, %v10773
  %v10775 = load ptr, ptr %r25
  %v10776 = getelementptr inbounds double, ptr %v10775, i64 %v10774
  %v10777 = load double, ptr %v10776, align 8, !alias.scope !94, !noalias !95
  %v10778 = load i64, ptr %r1354
  %v10779 = mul i64 %v10778, %v10769
  %v10780 = add i64 0, %v10779
  %v10781 = load ptr, ptr %r1338
  %v10782 = getelementptr inbounds double, ptr %v10781, i64 %v10780
  %v10783 = load double, ptr %v10782, align 8, !alias.scope !204, !noalias !205
  %v10784 = load i64, ptr %r1356
  %v10785 = mul i64 %v10784, %v10769
  %v10786 = add i64 0, %v10785
  %v10787 = load ptr, ptr %r189
  %v10788 = getelementptr inbounds double, ptr %v10787, i64 %v10786
  %v10789 = load double, ptr %v10788, align 8, !alias.scope !120, !noalias !121
  %v10790 = fmul double %v10783, %v10789
  %v10791 = fadd double %v10777, %v10790
  %v10792 = load ptr, ptr %r25
  %v10793 = getelementptr inbounds double, ptr %v10792, i64 %v10767
  store double %v10791, ptr %v10793, align 8, !alias.scope !94, !noalias !95
  br label %b10754
b10754:
  br label %b10755
b10755:
  %v10760 = add nsw i64 %v10759, 1
  %v10794 = icmp slt i64 %v10760, %v10752
  br i1 %v10794, label %b10753, label %b10756, !llvm.loop !491
b10756:
  br label %b10745
b10745:
  br label %b10746
b10746:
  %v10751 = add nsw i64 %v10750, 1
  %v10795 = icmp slt i64 %v10751, %v10743
  br i1 %v10795, label %b10744, label %b10747, !llvm.loop !492
b10747:
  br label %b10689
b10689:
  br label %b10682
b10681:
  %v10796 = load i64, ptr %r12
  %v10797 = load i64, ptr %r4
  %v10798 = mul i64 %v10796, %v10797
  %v10799 = call ptr @procedure_alloc_within(ptr %context, i64 %v10798, i64 8, i64 0)
  %v10800 = icmp eq ptr %v10799, null
  br i1 %v10800, label %b14, label %b10801, !prof !0
b10801:
  store ptr %v10799, ptr %r1358
  %v10802 = load i64, ptr %r12
  store i64 %v10802, ptr %r1360, align 8
  %v10803 = load i64, ptr %r4
  %v10804 = getelementptr inbounds i64, ptr %r1360, i64 1
  store i64 %v10803, ptr %v10804, align 8
  %v10805 = load i64, ptr %r4
  %v10806 = getelementptr inbounds i64, ptr %r1360, i64 2
  store i64 %v10805, ptr %v10806, align 8
  %v10807 = getelementptr inbounds i64, ptr %r1360, i64 3
  store i64 0, ptr %v10807, align 8
  %v10808 = load i64, ptr %r4
  %v10809 = getelementptr inbounds i64, ptr %r1360, i64 4
  store i64 %v10808, ptr %v10809, align 8
  %v10810 = getelementptr inbounds i64, ptr %r1360, i64 5
  store i64 1, ptr %v10810, align 8
  %v10811 = getelementptr inbounds i64, ptr %r1360, i64 6
  store i64 0, ptr %v10811, align 8
  %v10812 = getelementptr inbounds i64, ptr %r1360, i64 7
  store i64 1, ptr %v10812, align 8
  %v10813 = load i64, ptr %r4
  %v10814 = getelementptr inbounds i64, ptr %r1360, i64 8
  store i64 %v10813, ptr %v10814, align 8
  %v10815 = getelementptr inbounds i64, ptr %r1360, i64 9
  store i64 0, ptr %v10815, align 8
  %v10816 = load i64, ptr %r4
  %v10817 = getelementptr inbounds i64, ptr %r1360, i64 10
  store i64 %v10816, ptr %v10817, align 8
  %v10818 = getelementptr inbounds i64, ptr %r1360, i64 11
  store i64 1, ptr %v10818, align 8
  %v10819 = load ptr, ptr %r1338
  %v10820 = load ptr, ptr %r189
  %v10821 = load ptr, ptr %r1358
  %v10822 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v10819, ptr %v10820, ptr %v10821, ptr %r1360)
  %v10823 = icmp eq i64 %v10822, 0
  br i1 %v10823, label %b14, label %b10824, !prof !0
b10824:
  %v10825 = load i64, ptr %r4
  %v10826 = icmp ne i64 %v10825, 0
  %v10827 = icmp ne i64 1, 0
  %v10828 = and i1 %v10826, %v10827
  br i1 %v10828, label %b10829, label %b10830
b10829:
  %v10832 = load i64, ptr %r12
  %v10837 = icmp slt i64 0, %v10832
  br i1 %v10837, label %b10838, label %b10836
b10838:
  br label %b10833
b10833:
  %v10839 = phi i64 [ 0, %b10838 ], [ %v10840, %b10835 ]
  store i64 %v10839, ptr %r1354
  %v10841 = load i64, ptr %r4
  %v10846 = icmp slt i64 0, %v10841
  br i1 %v10846, label %b10847, label %b10845
b10847:
  br label %b10842
b10842:
  %v10848 = phi i64 [ 0, %b10847 ], [ %v10849, %b10844 ]
  store i64 %v10848, ptr %r1356
  %v10850 = load i64, ptr %r1354
  %v10851 = load i64, ptr %r4
  %v10852 = mul i64 %v10850, %v10851
  %v10853 = add i64 0, %v10852
  %v10854 = load i64, ptr %r1356
  %v10855 = mul i64 %v10854, 1
  %v10856 = add i64 %v10853, %v10855
  %v10857 = load i64, ptr %r1354
  %v10858 = load i64, ptr %r4
  %v10859 = mul i64 %v10857, %v10858
  %v10860 = add i64 0, %v10859
  %v10861 = load i64, ptr %r1356
  %v10862 = mul i64 %v10861, 1
  %v10863 = add i64 %v10860, %v10862
  %v10864 = load ptr, ptr %r25
  %v10865 = getelementptr inbounds double, ptr %v10864, i64 %v10863
  %v10866 = load double, ptr %v10865, align 8, !llvm.access.group !495, !alias.scope !94, !noalias !95
  %v10867 = load i64, ptr %r1354
  %v10868 = mul i64 %v10867, %v10858
  %v10869 = load i64, ptr %r1356
  %v10870 = add i64 %v10868, %v10869
  %v10871 = load ptr, ptr %r1358
  %v10872 = getelementptr inbounds double, ptr %v10871, i64 %v10870
  %v10873 = load double, ptr %v10872, align 8, !llvm.access.group !495, !alias.scope !210, !noalias !211
  %v10874 = fadd double %v10866, %v10873
  %v10875 = load ptr, ptr %r25
  %v10876 = getelementptr inbounds double, ptr %v10875, i64 %v10856
  store double %v10874, ptr %v10876, align 8, !llvm.access.group !495, !alias.scope !94, !noalias !95
  br label %b10843
b10843:
  br label %b10844
b10844:
  %v10849 = add nsw i64 %v10848, 1
  %v10877 = icmp slt i64 %v10849, %v10841
  br i1 %v10877, label %b10842, label %b10845, !llvm.loop !496
b10845:
  br label %b10834
b10834:
  br label %b10835
b10835:
  %v10840 = add nsw i64 %v10839, 1
  %v10878 = icmp slt i64 %v10840, %v10832
  br i1 %v10878, label %b10833, label %b10836, !llvm.loop !497
b10836:
  br label %b10831
b10830:
  %v10879 = load i64, ptr %r12
  %v10884 = icmp slt i64 0, %v10879
  br i1 %v10884, label %b10885, label %b10883
b10885:
  br label %b10880
b10880:
  %v10886 = phi i64 [ 0, %b10885 ], [ %v10887, %b10882 ]
  store i64 %v10886, ptr %r1354
  %v10888 = load i64, ptr %r4
  %v10893 = icmp slt i64 0, %v10888
  br i1 %v10893, label %b10894, label %b10892
b10894:
  br label %b10889
b10889:
  %v10895 = phi i64 [ 0, %b10894 ], [ %v10896, %b10891 ]
  store i64 %v10895, ptr %r1356
  %v10897 = load i64, ptr %r1354
  %v10898 = load i64, ptr %r4
  %v10899 = mul i64 %v10897, %v10898
  %v10900 = add i64 0, %v10899
  %v10901 = load i64, ptr %r1356
  %v10902 = mul i64 %v10901, 1
  %v10903 = add i64 %v10900, %v10902
  %v10904 = load i64, ptr %r1354
  %v10905 = load i64, ptr %r4
  %v10906 = mul i64 %v10904, %v10905
  %v10907 = add i64 0, %v10906
  %v10908 = load i64, ptr %r1356
  %v10909 = mul i64 %v10908, 1
  %v10910 = add i64 %v10907, %v10909
  %v10911 = load ptr, ptr %r25
  %v10912 = getelementptr inbounds double, ptr %v10911, i64 %v10910
  %v10913 = load double, ptr %v10912, align 8, !alias.scope !94, !noalias !95
  %v10914 = load i64, ptr %r1354
  %v10915 = mul i64 %v10914, %v10905
  %v10916 = load i64, ptr %r1356
  %v10917 = add i64 %v10915, %v10916
  %v10918 = load ptr, ptr %r1358
  %v10919 = getelementptr inbounds double, ptr %v10918, i64 %v10917
  %v10920 = load double, ptr %v10919, align 8, !alias.scope !210, !noalias !211
  %v10921 = fadd double %v10913, %v10920
  %v10922 = load ptr, ptr %r25
  %v10923 = getelementptr inbounds double, ptr %v10922, i64 %v10903
  store double %v10921, ptr %v10923, align 8, !alias.scope !94, !noalias !95
  br label %b10890
b10890:
  br label %b10891
b10891:
  %v10896 = add nsw i64 %v10895, 1
  %v10924 = icmp slt i64 %v10896, %v10888
  br i1 %v10924, label %b10889, label %b10892, !llvm.loop !498
b10892:
  br label %b10881
b10881:
  br label %b10882
b10882:
  %v10887 = add nsw i64 %v10886, 1
  %v10925 = icmp slt i64 %v10887, %v10879
  br i1 %v10925, label %b10880, label %b10883, !llvm.loop !499
b10883:
  br label %b10831
b10831:
  %v10926 = load ptr, ptr %r1358
  call void @procedure_release(ptr %context, ptr %v10926)
  br label %b10682
b10682:
  %v10927 = load i64, ptr %r12
  %v10928 = icmp eq i64 %v10927, 1
  br i1 %v10928, label %b10929, label %b10930
b10929:
  %v10932 = load i64, ptr %r4
  %v10933 = icmp ne i64 %v10932, 0
  %v10934 = icmp ne i64 1, 0
  %v10935 = and i1 %v10933, %v10934
  br i1 %v10935, label %b10936, label %b10937
b10936:
  %v10939 = load i64, ptr %r4
  %v10944 = icmp slt i64 0, %v10939
  br i1 %v10944, label %b10945, label %b10943
b10945:
  br label %b10940
b10940:
  %v10946 = phi i64 [ 0, %b10945 ], [ %v10947, %b10942 ]
  store i64 %v10946, ptr %r1361
  %v10948 = load i64, ptr %r4
  %v10953 = icmp slt i64 0, %v10948
  br i1 %v10953, label %b10954, label %b10952
b10954:
  br label %b10949
b10949:
  %v10955 = phi i64 [ 0, %b10954 ], [ %v10956, %b10951 ]
  store i64 %v10955, ptr %r1363
  %v10957 = load i64, ptr %r1361
  %v10958 = load i64, ptr %r4
  %v10959 = mul i64 %v10957, %v10958
  %v10960 = add i64 0, %v10959
  %v10961 = load i64, ptr %r1363
  %v10962 = mul i64 %v10961, 1
  %v10963 = add i64 %v10960, %v10962
  %v10964 = load i64, ptr %r1361
  %v10965 = load i64, ptr %r4
  %v10966 = mul i64 %v10964, %v10965
  %v10967 = add i64 0, %v10966
  %v10968 = load i64, ptr %r1363
  %v10969 = mul i64 %v10968, 1
  %v10970 = add i64 %v10967, %v10969
  %v10971 = load ptr, ptr %r1052
  %v10972 = getelementptr inbounds double, ptr %v10971, i64 %v10970
  %v10973 = load double, ptr %v10972, align 8, !llvm.access.group !502, !alias.scope !176, !noalias !177
  %v10974 = load i64, ptr %r1361
  %v10975 = mul i64 %v10974, 1
  %v10976 = add i64 0, %v10975
  %v10977 = load ptr, ptr %r10
  %v10978 = getelementptr inbounds double, ptr %v10977, i64 %v10976
  %v10979 = load double, ptr %v10978, align 8, !llvm.access.group !502, !alias.scope !84, !noalias !85
  %v10980 = load i64, ptr %r1363
  %v10981 = mul i64 %v10980, 1
  %v10982 = add i64 0, %v10981
  %v10983 = load ptr, ptr %r1338
  %v10984 = getelementptr inbounds double, ptr %v10983, i64 %v10982
  %v10985 = load double, ptr %v10984, align 8, !llvm.access.group !502, !alias.scope !204, !noalias !205
  %v10986 = fmul double %v10979, %v10985
  %v10987 = fadd double %v10973, %v10986
  %v10988 = load ptr, ptr %r1052
  %v10989 = getelementptr inbounds double, ptr %v10988, i64 %v10963
  store double %v10987, ptr %v10989, align 8, !llvm.access.group !502, !alias.scope !176, !noalias !177
  br label %b10950
b10950:
  br label %b10951
b10951:
  %v10956 = add nsw i64 %v10955, 1
  %v10990 = icmp slt i64 %v10956, %v10948
  br i1 %v10990, label %b10949, label %b10952, !llvm.loop !503
b10952:
  br label %b10941
b10941:
  br label %b10942
b10942:
  %v10947 = add nsw i64 %v10946, 1
  %v10991 = icmp slt i64 %v10947, %v10939
  br i1 %v10991, label %b10940, label %b10943, !llvm.loop !504
b10943:
  br label %b10938
b10937:
  %v10992 = load i64, ptr %r4
  %v10997 = icmp slt i64 0, %v10992
  br i1 %v10997, label %b10998, label %b10996
b10998:
  br label %b10993
b10993:
  %v10999 = phi i64 [ 0, %b10998 ], [ %v11000, %b10995 ]
  store i64 %v10999, ptr %r1361
  %v11001 = load i64, ptr %r4
  %v11006 = icmp slt i64 0, %v11001
  br i1 %v11006, label %b11007, label %b11005
b11007:
  br label %b11002
b11002:
  %v11008 = phi i64 [ 0, %b11007 ], [ %v11009, %b11004 ]
  store i64 %v11008, ptr %r1363
  %v11010 = load i64, ptr %r1361
  %v11011 = load i64, ptr %r4
  %v11012 = mul i64 %v11010, %v11011
  %v11013 = add i64 0, %v11012
  %v11014 = load i64, ptr %r1363
  %v11015 = mul i64 %v11014, 1
  %v11016 = add i64 %v11013, %v11015
  %v11017 = load i64, ptr %r1361
  %v11018 = load i64, ptr %r4
  %v11019 = mul i64 %v11017, %v11018
  %v11020 = add i64 0, %v11019
  %v11021 = load i64, ptr %r1363
  %v11022 = mul i64 %v11021, 1
  %v11023 = add i64 %v11020, %v11022
  %v11024 = load ptr, ptr %r1052
  %v11025 = getelementptr inbounds double, ptr %v11024, i64 %v11023
  %v11026 = load double, ptr %v11025, align 8, !alias.scope !176, !noalias !177
  %v11027 = load i64, ptr %r1361
  %v11028 = mul i64 %v11027, 1
  %v11029 = add i64 0, %v11028
  %v11030 = load ptr, ptr %r10
  %v11031 = getelementptr inbounds double, ptr %v11030, i64 %v11029
  %v11032 = load double, ptr %v11031, align 8, !alias.scope !84, !noalias !85
  %v11033 = load i64, ptr %r1363
  %v11034 = mul i64 %v11033, 1
  %v11035 = add i64 0, %v11034
  %v11036 = load ptr, ptr %r1338
  %v11037 = getelementptr inbounds double, ptr %v11036, i64 %v11035
  %v11038 = load double, ptr %v11037, align 8, !alias.scope !204, !noalias !205
  %v11039 = fmul double %v11032, %v11038
  %v11040 = fadd double %v11026, %v11039
  %v11041 = load ptr, ptr %r1052
  %v11042 = getelementptr inbounds double, ptr %v11041, i64 %v11016
  store double %v11040, ptr %v11042, align 8, !alias.scope !176, !noalias !177
  br label %b11003
b11003:
  br label %b11004
b11004:
  %v11009 = add nsw i64 %v11008, 1
  %v11043 = icmp slt i64 %v11009, %v11001
  br i1 %v11043, label %b11002, label %b11005, !llvm.loop !505
b11005:
  br label %b10994
b10994:
  br label %b10995
b10995:
  %v11000 = add nsw i64 %v10999, 1
  %v11044 = icmp slt i64 %v11000, %v10992
  br i1 %v11044, label %b10993, label %b10996, !llvm.loop !506
b10996:
  br label %b10938
b10938:
  br label %b10931
b10930:
  %v11045 = load i64, ptr %r4
  %v11046 = mul i64 %v11045, %v11045
  %v11047 = call ptr @procedure_alloc_within(ptr %context, i64 %v11046, i64 8, i64 0)
  %v11048 = icmp eq ptr %v11047, null
  br i1 %v11048, label %b14, label %b11049, !prof !0
b11049:
  store ptr %v11047, ptr %r1365
  %v11050 = load i64, ptr %r4
  store i64 %v11050, ptr %r1367, align 8
  %v11051 = load i64, ptr %r12
  %v11052 = getelementptr inbounds i64, ptr %r1367, i64 1
  store i64 %v11051, ptr %v11052, align 8
  %v11053 = load i64, ptr %r4
  %v11054 = getelementptr inbounds i64, ptr %r1367, i64 2
  store i64 %v11053, ptr %v11054, align 8
  %v11055 = getelementptr inbounds i64, ptr %r1367, i64 3
  store i64 0, ptr %v11055, align 8
  %v11056 = getelementptr inbounds i64, ptr %r1367, i64 4
  store i64 1, ptr %v11056, align 8
  %v11057 = load i64, ptr %r4
  %v11058 = getelementptr inbounds i64, ptr %r1367, i64 5
  store i64 %v11057, ptr %v11058, align 8
  %v11059 = getelementptr inbounds i64, ptr %r1367, i64 6
  store i64 0, ptr %v11059, align 8
  %v11060 = load i64, ptr %r4
  %v11061 = getelementptr inbounds i64, ptr %r1367, i64 7
  store i64 %v11060, ptr %v11061, align 8
  %v11062 = getelementptr inbounds i64, ptr %r1367, i64 8
  store i64 1, ptr %v11062, align 8
  %v11063 = getelementptr inbounds i64, ptr %r1367, i64 9
  store i64 0, ptr %v11063, align 8
  %v11064 = load i64, ptr %r4
  %v11065 = getelementptr inbounds i64, ptr %r1367, i64 10
  store i64 %v11064, ptr %v11065, align 8
  %v11066 = getelementptr inbounds i64, ptr %r1367, i64 11
  store i64 1, ptr %v11066, align 8
  %v11067 = load ptr, ptr %r10
  %v11068 = load ptr, ptr %r1338
  %v11069 = load ptr, ptr %r1365
  %v11070 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v11067, ptr %v11068, ptr %v11069, ptr %r1367)
  %v11071 = icmp eq i64 %v11070, 0
  br i1 %v11071, label %b14, label %b11072, !prof !0
b11072:
  %v11073 = load i64, ptr %r4
  %v11074 = icmp ne i64 %v11073, 0
  %v11075 = icmp ne i64 1, 0
  %v11076 = and i1 %v11074, %v11075
  br i1 %v11076, label %b11077, label %b11078
b11077:
  %v11080 = load i64, ptr %r4
  %v11085 = icmp slt i64 0, %v11080
  br i1 %v11085, label %b11086, label %b11084
b11086:
  br label %b11081
b11081:
  %v11087 = phi i64 [ 0, %b11086 ], [ %v11088, %b11083 ]
  store i64 %v11087, ptr %r1361
  %v11089 = load i64, ptr %r4
  %v11094 = icmp slt i64 0, %v11089
  br i1 %v11094, label %b11095, label %b11093
b11095:
  br label %b11090
b11090:
  %v11096 = phi i64 [ 0, %b11095 ], [ %v11097, %b11092 ]
  store i64 %v11096, ptr %r1363
  %v11098 = load i64, ptr %r1361
  %v11099 = load i64, ptr %r4
  %v11100 = mul i64 %v11098, %v11099
  %v11101 = add i64 0, %v11100
  %v11102 = load i64, ptr %r1363
  %v11103 = mul i64 %v11102, 1
  %v11104 = add i64 %v11101, %v11103
  %v11105 = load i64, ptr %r1361
  %v11106 = load i64, ptr %r4
  %v11107 = mul i64 %v11105, %v11106
  %v11108 = add i64 0, %v11107
  %v11109 = load i64, ptr %r1363
  %v11110 = mul i64 %v11109, 1
  %v11111 = add i64 %v11108, %v11110
  %v11112 = load ptr, ptr %r1052
  %v11113 = getelementptr inbounds double, ptr %v11112, i64 %v11111
  %v11114 = load double, ptr %v11113, align 8, !llvm.access.group !509, !alias.scope !176, !noalias !177
  %v11115 = load i64, ptr %r1361
  %v11116 = mul i64 %v11115, %v11106
  %v11117 = load i64, ptr %r1363
  %v11118 = add i64 %v11116, %v11117
  %v11119 = load ptr, ptr %r1365
  %v11120 = getelementptr inbounds double, ptr %v11119, i64 %v11118
  %v11121 = load double, ptr %v11120, align 8, !llvm.access.group !509, !alias.scope !212, !noalias !213
  %v11122 = fadd double %v11114, %v11121
  %v11123 = load ptr, ptr %r1052
  %v11124 = getelementptr inbounds double, ptr %v11123, i64 %v11104
  store double %v11122, ptr %v11124, align 8, !llvm.access.group !509, !alias.scope !176, !noalias !177
  br label %b11091
b11091:
  br label %b11092
b11092:
  %v11097 = add nsw i64 %v11096, 1
  %v11125 = icmp slt i64 %v11097, %v11089
  br i1 %v11125, label %b11090, label %b11093, !llvm.loop !510
b11093:
  br label %b11082
b11082:
  br label %b11083
b11083:
  %v11088 = add nsw i64 %v11087, 1
  %v11126 = icmp slt i64 %v11088, %v11080
  br i1 %v11126, label %b11081, label %b11084, !llvm.loop !511
b11084:
  br label %b11079
b11078:
  %v11127 = load i64, ptr %r4
  %v11132 = icmp slt i64 0, %v11127
  br i1 %v11132, label %b11133, label %b11131
b11133:
  br label %b11128
b11128:
  %v11134 = phi i64 [ 0, %b11133 ], [ %v11135, %b11130 ]
  store i64 %v11134, ptr %r1361
  %v11136 = load i64, ptr %r4
  %v11141 = icmp slt i64 0, %v11136
  br i1 %v11141, label %b11142, label %b11140
b11142:
  br label %b11137
b11137:
  %v11143 = phi i64 [ 0, %b11142 ], [ %v11144, %b11139 ]
  store i64 %v11143, ptr %r1363
  %v11145 = load i64, ptr %r1361
  %v11146 = load i64, ptr %r4
  %v11147 = mul i64 %v11145, %v11146
  %v11148 = add i64 0, %v11147
  %v11149 = load i64, ptr %r1363
  %v11150 = mul i64 %v11149, 1
  %v11151 = add i64 %v11148, %v11150
  %v11152 = load i64, ptr %r1361
  %v11153 = load i64, ptr %r4
  %v11154 = mul i64 %v11152, %v11153
  %v11155 = add i64 0, %v11154
  %v11156 = load i64, ptr %r1363
  %v11157 = mul i64 %v11156, 1
  %v11158 = add i64 %v11155, %v11157
  %v11159 = load ptr, ptr %r1052
  %v11160 = getelementptr inbounds double, ptr %v11159, i64 %v11158
  %v11161 = load double, ptr %v11160, align 8, !alias.scope !176, !noalias !177
  %v11162 = load i64, ptr %r1361
  %v11163 = mul i64 %v11162, %v11153
  %v11164 = load i64, ptr %r1363
  %v11165 = add i64 %v11163, %v11164
  %v11166 = load ptr, ptr %r1365
  %v11167 = getelementptr inbounds double, ptr %v11166, i64 %v11165
  %v11168 = load double, ptr %v11167, align 8, !alias.scope !212, !noalias !213
  %v11169 = fadd double %v11161, %v11168
  %v11170 = load ptr, ptr %r1052
  %v11171 = getelementptr inbounds double, ptr %v11170, i64 %v11151
  store double %v11169, ptr %v11171, align 8, !alias.scope !176, !noalias !177
  br label %b11138
b11138:
  br label %b11139
b11139:
  %v11144 = add nsw i64 %v11143, 1
  %v11172 = icmp slt i64 %v11144, %v11136
  br i1 %v11172, label %b11137, label %b11140, !llvm.loop !512
b11140:
  br label %b11129
b11129:
  br label %b11130
b11130:
  %v11135 = add nsw i64 %v11134, 1
  %v11173 = icmp slt i64 %v11135, %v11127
  br i1 %v11173, label %b11128, label %b11131, !llvm.loop !513
b11131:
  br label %b11079
b11079:
  %v11174 = load ptr, ptr %r1365
  call void @procedure_release(ptr %context, ptr %v11174)
  br label %b10931
b10931:
  %v11175 = load ptr, ptr %r1338
  call void @procedure_release(ptr %context, ptr %v11175)
  %v11176 = load ptr, ptr %r211
  call void @procedure_release(ptr %context, ptr %v11176)
  %v11177 = load i64, ptr %r12
  %v11178 = call ptr @procedure_alloc_within(ptr %context, i64 %v11177, i64 8, i64 0)
  %v11179 = icmp eq ptr %v11178, null
  br i1 %v11179, label %b14, label %b11180, !prof !0
b11180:
  store ptr %v11178, ptr %r1368
  %v11181 = load i64, ptr %r12
  %v11186 = icmp slt i64 0, %v11181
  br i1 %v11186, label %b11187, label %b11185
b11187:
  br label %b11182
b11182:
  %v11188 = phi i64 [ 0, %b11187 ], [ %v11189, %b11184 ]
  store i64 %v11188, ptr %r205
  %v11190 = load i64, ptr %r205
  %v11191 = load ptr, ptr %r882
  %v11192 = getelementptr inbounds double, ptr %v11191, i64 %v11190
  %v11193 = load double, ptr %v11192, align 8, !llvm.access.group !514, !alias.scope !170, !noalias !171
  store double %v11193, ptr %r1370
  %v11194 = load i64, ptr %r193
  %v11195 = load i64, ptr %r205
  %v11196 = add i64 %v11194, %v11195
  store i64 %v11196, ptr %r1372
  %v11197 = load double, ptr %r1370
  %v11198 = fneg double %v11197
  store double %v11198, ptr %r1374
  %v11199 = load i64, ptr %r1372
  %v11200 = load i64, ptr %r1372
  %v11201 = load ptr, ptr %r31
  %v11202 = getelementptr inbounds double, ptr %v11201, i64 %v11200
  %v11203 = load double, ptr %v11202, align 8, !llvm.access.group !514, !alias.scope !100, !noalias !101
  %v11204 = load double, ptr %r1370
  %v11205 = fadd double %v11203, %v11204
  %v11206 = load ptr, ptr %r31
  %v11207 = getelementptr inbounds double, ptr %v11206, i64 %v11199
  store double %v11205, ptr %v11207, align 8, !llvm.access.group !514, !alias.scope !100, !noalias !101
  %v11208 = load i64, ptr %r205
  %v11209 = load double, ptr %r1374
  %v11210 = load ptr, ptr %r1368
  %v11211 = getelementptr inbounds double, ptr %v11210, i64 %v11208
  store double %v11209, ptr %v11211, align 8, !llvm.access.group !514, !alias.scope !214, !noalias !215
  br label %b11183
b11183:
  br label %b11184
b11184:
  %v11189 = add nsw i64 %v11188, 1
  %v11212 = icmp slt i64 %v11189, %v11181
  br i1 %v11212, label %b11182, label %b11185, !llvm.loop !515
b11185:
  %v11213 = load ptr, ptr %r882
  call void @procedure_release(ptr %context, ptr %v11213)
  %v11214 = load ptr, ptr %r203
  call void @procedure_release(ptr %context, ptr %v11214)
  %v11215 = load i64, ptr %r12
  %v11220 = icmp slt i64 0, %v11215
  br i1 %v11220, label %b11221, label %b11219
b11221:
  br label %b11216
b11216:
  %v11222 = phi i64 [ 0, %b11221 ], [ %v11223, %b11218 ]
  store i64 %v11222, ptr %r197
  %v11224 = load i64, ptr %r197
  %v11225 = load ptr, ptr %r1368
  %v11226 = getelementptr inbounds double, ptr %v11225, i64 %v11224
  %v11227 = load double, ptr %v11226, align 8, !alias.scope !214, !noalias !215
  store double %v11227, ptr %r1376
  %v11228 = load double, ptr %r661
  %v11229 = load double, ptr %r1376
  %v11230 = fadd double %v11228, %v11229
  store double %v11230, ptr %r661
  %v11231 = load i64, ptr %r4
  %v11236 = icmp slt i64 0, %v11231
  br i1 %v11236, label %b11237, label %b11235
b11237:
  br label %b11232
b11232:
  %v11238 = phi i64 [ 0, %b11237 ], [ %v11239, %b11234 ]
  store i64 %v11238, ptr %r201
  %v11240 = load double, ptr %r661
  store double %v11240, ptr %r1378
  %v11241 = load i64, ptr %r201
  %v11242 = load ptr, ptr %r167
  %v11243 = getelementptr inbounds double, ptr %v11242, i64 %v11241
  %v11244 = load double, ptr %v11243, align 8, !llvm.access.group !516, !alias.scope !114, !noalias !115
  store double %v11244, ptr %r1380
  %v11245 = load i64, ptr %r4
  %v11246 = load i64, ptr %r197
  %v11247 = mul i64 %v11245, %v11246
  store i64 %v11247, ptr %r1382
  %v11248 = load i64, ptr %r1382
  %v11249 = load i64, ptr %r201
  %v11250 = add i64 %v11248, %v11249
  store i64 %v11250, ptr %r1384
  %v11251 = load i64, ptr %r1384
  %v11252 = load ptr, ptr %r10
  %v11253 = getelementptr inbounds double, ptr %v11252, i64 %v11251
  %v11254 = load double, ptr %v11253, align 8, !llvm.access.group !516, !alias.scope !84, !noalias !85
  store double %v11254, ptr %r1386
  %v11255 = load double, ptr %r1378
  %v11256 = load double, ptr %r1380
  %v11257 = fmul double %v11255, %v11256
  store double %v11257, ptr %r1388
  %v11258 = load double, ptr %r1378
  %v11259 = load double, ptr %r1386
  %v11260 = fmul double %v11258, %v11259
  store double %v11260, ptr %r1390
  %v11261 = load i64, ptr %r1384
  %v11262 = load i64, ptr %r1384
  %v11263 = load ptr, ptr %r25
  %v11264 = getelementptr inbounds double, ptr %v11263, i64 %v11262
  %v11265 = load double, ptr %v11264, align 8, !llvm.access.group !516, !alias.scope !94, !noalias !95
  %v11266 = load double, ptr %r1388
  %v11267 = fadd double %v11265, %v11266
  %v11268 = load ptr, ptr %r25
  %v11269 = getelementptr inbounds double, ptr %v11268, i64 %v11261
  store double %v11267, ptr %v11269, align 8, !llvm.access.group !516, !alias.scope !94, !noalias !95
  %v11270 = load i64, ptr %r201
  %v11271 = load i64, ptr %r201
  %v11272 = load ptr, ptr %r1100
  %v11273 = getelementptr inbounds double, ptr %v11272, i64 %v11271
  %v11274 = load double, ptr %v11273, align 8, !llvm.access.group !516, !alias.scope !192, !noalias !193
  %v11275 = load double, ptr %r1390
  %v11276 = fadd double %v11274, %v11275
  %v11277 = load ptr, ptr %r1100
  %v11278 = getelementptr inbounds double, ptr %v11277, i64 %v11270
  store double %v11276, ptr %v11278, align 8, !llvm.access.group !516, !alias.scope !192, !noalias !193
  br label %b11233
b11233:
  br label %b11234
b11234:
  %v11239 = add nsw i64 %v11238, 1
  %v11279 = icmp slt i64 %v11239, %v11231
  br i1 %v11279, label %b11232, label %b11235, !llvm.loop !517
b11235:
  %v11280 = load double, ptr %r661
  store double %v11280, ptr %r1392
  store double 0x0000000000000000, ptr %r661
  br label %b11217
b11217:
  br label %b11218
b11218:
  %v11223 = add nsw i64 %v11222, 1
  %v11281 = icmp slt i64 %v11223, %v11215
  br i1 %v11281, label %b11216, label %b11219, !llvm.loop !518
b11219:
  %v11282 = load ptr, ptr %r1368
  call void @procedure_release(ptr %context, ptr %v11282)
  %v11283 = load ptr, ptr %tape.base
  %v11284 = ptrtoint ptr %v11283 to i64
  %v11285 = load ptr, ptr %tape.top
  %v11286 = ptrtoint ptr %v11285 to i64
  %v11287 = sub i64 %v11286, %v11284
  %v11288 = icmp slt i64 %v11287, 8
  br i1 %v11288, label %b11289, label %b11290, !prof !0
b11289:
  %v11291 = load ptr, ptr %tape.top
  %v11292 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v11291, ptr %v11292, align 8
  %v11293 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v11294 = icmp eq i64 %v11293, 0
  br i1 %v11294, label %b14, label %b11295, !prof !0
b11295:
  %v11296 = getelementptr inbounds i64, ptr %tape, i64 4
  %v11297 = load ptr, ptr %v11296, align 8
  store ptr %v11297, ptr %tape.base
  %v11298 = getelementptr inbounds i64, ptr %tape, i64 5
  %v11299 = load ptr, ptr %v11298, align 8
  store ptr %v11299, ptr %tape.top
  %v11300 = getelementptr inbounds i64, ptr %tape, i64 6
  %v11301 = load ptr, ptr %v11300, align 8
  store ptr %v11301, ptr %tape.end
  br label %b11290
b11290:
  %v11302 = load ptr, ptr %tape.top
  %v11303 = getelementptr i8, ptr %v11302, i64 -8
  store ptr %v11303, ptr %tape.top
  %v11304 = load i64, ptr %v11303, align 1, !alias.scope !78, !noalias !79
  store i64 %v11304, ptr %r1394
  %v11305 = load i64, ptr %r1394
  %v11306 = call ptr @procedure_alloc_within(ptr %context, i64 %v11305, i64 8, i64 0)
  %v11307 = icmp eq ptr %v11306, null
  br i1 %v11307, label %b14, label %b11308, !prof !0
b11308:
  store ptr %v11306, ptr %r1396
  %v11309 = load i64, ptr %r97
  %v11314 = icmp slt i64 0, %v11309
  br i1 %v11314, label %b11315, label %b11313
b11315:
  br label %b11310
b11310:
  %v11316 = phi i64 [ 0, %b11315 ], [ %v11317, %b11312 ]
  store i64 %v11316, ptr %r191
  %v11318 = load i64, ptr %r191
  %v11319 = load ptr, ptr %r1052
  %v11320 = getelementptr inbounds double, ptr %v11319, i64 %v11318
  %v11321 = load double, ptr %v11320, align 8, !llvm.access.group !519, !alias.scope !176, !noalias !177
  store double %v11321, ptr %r1398
  %v11322 = load i64, ptr %r191
  %v11323 = load double, ptr %r1398
  %v11324 = load ptr, ptr %r1396
  %v11325 = getelementptr inbounds double, ptr %v11324, i64 %v11322
  store double %v11323, ptr %v11325, align 8, !llvm.access.group !519, !alias.scope !216, !noalias !217
  %v11326 = load i64, ptr %r191
  %v11327 = load i64, ptr %r191
  %v11328 = load ptr, ptr %r27
  %v11329 = getelementptr inbounds double, ptr %v11328, i64 %v11327
  %v11330 = load double, ptr %v11329, align 8, !llvm.access.group !519, !alias.scope !96, !noalias !97
  %v11331 = load double, ptr %r1398
  %v11332 = fadd double %v11330, %v11331
  %v11333 = load ptr, ptr %r27
  %v11334 = getelementptr inbounds double, ptr %v11333, i64 %v11326
  store double %v11332, ptr %v11334, align 8, !llvm.access.group !519, !alias.scope !96, !noalias !97
  br label %b11311
b11311:
  br label %b11312
b11312:
  %v11317 = add nsw i64 %v11316, 1
  %v11335 = icmp slt i64 %v11317, %v11309
  br i1 %v11335, label %b11310, label %b11313, !llvm.loop !520
b11313:
  %v11336 = load ptr, ptr %r1052
  call void @procedure_release(ptr %context, ptr %v11336)
  %v11337 = load ptr, ptr %r189
  call void @procedure_release(ptr %context, ptr %v11337)
  %v11338 = load ptr, ptr %tape.base
  %v11339 = ptrtoint ptr %v11338 to i64
  %v11340 = load ptr, ptr %tape.top
  %v11341 = ptrtoint ptr %v11340 to i64
  %v11342 = sub i64 %v11341, %v11339
  %v11343 = icmp slt i64 %v11342, 16
  br i1 %v11343, label %b11344, label %b11345, !prof !0
b11345:
  %v11347 = load ptr, ptr %tape.top
  %v11348 = getelementptr i8, ptr %v11347, i64 -8
  store ptr %v11348, ptr %tape.top
  %v11349 = load ptr, ptr %v11348, align 1, !alias.scope !78, !noalias !79
  store ptr %v11349, ptr %r179
  %v11350 = load ptr, ptr %tape.top
  %v11351 = getelementptr i8, ptr %v11350, i64 -8
  store ptr %v11351, ptr %tape.top
  %v11352 = load i64, ptr %v11351, align 1, !alias.scope !78, !noalias !79
  store i64 %v11352, ptr %r1400
  br label %b11346
b11344:
  %v11353 = load ptr, ptr %tape.base
  %v11354 = ptrtoint ptr %v11353 to i64
  %v11355 = load ptr, ptr %tape.top
  %v11356 = ptrtoint ptr %v11355 to i64
  %v11357 = sub i64 %v11356, %v11354
  %v11358 = icmp slt i64 %v11357, 8
  br i1 %v11358, label %b11359, label %b11360, !prof !0
b11359:
  %v11361 = load ptr, ptr %tape.top
  %v11362 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v11361, ptr %v11362, align 8
  %v11363 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v11364 = icmp eq i64 %v11363, 0
  br i1 %v11364, label %b14, label %b11365, !prof !0
b11365:
  %v11366 = getelementptr inbounds i64, ptr %tape, i64 4
  %v11367 = load ptr, ptr %v11366, align 8
  store ptr %v11367, ptr %tape.base
  %v11368 = getelementptr inbounds i64, ptr %tape, i64 5
  %v11369 = load ptr, ptr %v11368, align 8
  store ptr %v11369, ptr %tape.top
  %v11370 = getelementptr inbounds i64, ptr %tape, i64 6
  %v11371 = load ptr, ptr %v11370, align 8
  store ptr %v11371, ptr %tape.end
  br label %b11360
b11360:
  %v11372 = load ptr, ptr %tape.top
  %v11373 = getelementptr i8, ptr %v11372, i64 -8
  store ptr %v11373, ptr %tape.top
  %v11374 = load ptr, ptr %v11373, align 1, !alias.scope !78, !noalias !79
  store ptr %v11374, ptr %r179
  %v11375 = load ptr, ptr %tape.base
  %v11376 = ptrtoint ptr %v11375 to i64
  %v11377 = load ptr, ptr %tape.top
  %v11378 = ptrtoint ptr %v11377 to i64
  %v11379 = sub i64 %v11378, %v11376
  %v11380 = icmp slt i64 %v11379, 8
  br i1 %v11380, label %b11381, label %b11382, !prof !0
b11381:
  %v11383 = load ptr, ptr %tape.top
  %v11384 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v11383, ptr %v11384, align 8
  %v11385 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v11386 = icmp eq i64 %v11385, 0
  br i1 %v11386, label %b14, label %b11387, !prof !0
b11387:
  %v11388 = getelementptr inbounds i64, ptr %tape, i64 4
  %v11389 = load ptr, ptr %v11388, align 8
  store ptr %v11389, ptr %tape.base
  %v11390 = getelementptr inbounds i64, ptr %tape, i64 5
  %v11391 = load ptr, ptr %v11390, align 8
  store ptr %v11391, ptr %tape.top
  %v11392 = getelementptr inbounds i64, ptr %tape, i64 6
  %v11393 = load ptr, ptr %v11392, align 8
  store ptr %v11393, ptr %tape.end
  br label %b11382
b11382:
  %v11394 = load ptr, ptr %tape.top
  %v11395 = getelementptr i8, ptr %v11394, i64 -8
  store ptr %v11395, ptr %tape.top
  %v11396 = load i64, ptr %v11395, align 1, !alias.scope !78, !noalias !79
  store i64 %v11396, ptr %r1400
  br label %b11346
b11346:
  %v11397 = load i64, ptr %r1400
  %v11398 = call ptr @procedure_alloc_within(ptr %context, i64 %v11397, i64 8, i64 1)
  %v11399 = icmp eq ptr %v11398, null
  br i1 %v11399, label %b14, label %b11400, !prof !0
b11400:
  store ptr %v11398, ptr %r1402
  %v11401 = load i64, ptr %r4
  %v11402 = icmp eq i64 %v11401, 1
  br i1 %v11402, label %b11403, label %b11404
b11403:
  %v11406 = load i64, ptr %r37
  %v11407 = icmp ne i64 %v11406, 0
  %v11408 = icmp ne i64 1, 0
  %v11409 = and i1 %v11407, %v11408
  br i1 %v11409, label %b11410, label %b11411
b11410:
  %v11413 = load i64, ptr %r4
  %v11418 = icmp slt i64 0, %v11413
  br i1 %v11418, label %b11419, label %b11417
b11419:
  br label %b11414
b11414:
  %v11420 = phi i64 [ 0, %b11419 ], [ %v11421, %b11416 ]
  store i64 %v11420, ptr %r1404
  %v11422 = load i64, ptr %r37
  %v11427 = icmp slt i64 0, %v11422
  br i1 %v11427, label %b11428, label %b11426
b11428:
  br label %b11423
b11423:
  %v11429 = phi i64 [ 0, %b11428 ], [ %v11430, %b11425 ]
  store i64 %v11429, ptr %r1406
  %v11431 = load i64, ptr %r1404
  %v11432 = load i64, ptr %r37
  %v11433 = mul i64 %v11431, %v11432
  %v11434 = add i64 0, %v11433
  %v11435 = load i64, ptr %r1406
  %v11436 = mul i64 %v11435, 1
  %v11437 = add i64 %v11434, %v11436
  %v11438 = load i64, ptr %r1404
  %v11439 = load i64, ptr %r37
  %v11440 = mul i64 %v11438, %v11439
  %v11441 = add i64 0, %v11440
  %v11442 = load i64, ptr %r1406
  %v11443 = mul i64 %v11442, 1
  %v11444 = add i64 %v11441, %v11443
  %v11445 = load ptr, ptr %r1402
  %v11446 = getelementptr inbounds double, ptr %v11445, i64 %v11444
  %v11447 = load double, ptr %v11446, align 8, !llvm.access.group !523, !alias.scope !218, !noalias !219
  %v11448 = load i64, ptr %r1404
  %v11449 = load i64, ptr %r4
  %v11450 = mul i64 %v11448, %v11449
  %v11451 = add i64 0, %v11450
  %v11452 = load ptr, ptr %r1396
  %v11453 = getelementptr inbounds double, ptr %v11452, i64 %v11451
  %v11454 = load double, ptr %v11453, align 8, !llvm.access.group !523, !alias.scope !216, !noalias !217
  %v11455 = load i64, ptr %r1406
  %v11456 = mul i64 %v11455, 1
  %v11457 = add i64 0, %v11456
  %v11458 = load ptr, ptr %r8
  %v11459 = getelementptr inbounds double, ptr %v11458, i64 %v11457
  %v11460 = load double, ptr %v11459, align 8, !llvm.access.group !523, !alias.scope !82, !noalias !83
  %v11461 = fmul double %v11454, %v11460
  %v11462 = fadd double %v11447, %v11461
  %v11463 = load ptr, ptr %r1402
  %v11464 = getelementptr inbounds double, ptr %v11463, i64 %v11437
  store double %v11462, ptr %v11464, align 8, !llvm.access.group !523, !alias.scope !218, !noalias !219
  br label %b11424
b11424:
  br label %b11425
b11425:
  %v11430 = add nsw i64 %v11429, 1
  %v11465 = icmp slt i64 %v11430, %v11422
  br i1 %v11465, label %b11423, label %b11426, !llvm.loop !524
b11426:
  br label %b11415
b11415:
  br label %b11416
b11416:
  %v11421 = add nsw i64 %v11420, 1
  %v11466 = icmp slt i64 %v11421, %v11413
  br i1 %v11466, label %b11414, label %b11417, !llvm.loop !525
b11417:
  br label %b11412
b11411:
  %v11467 = load i64, ptr %r4
  %v11472 = icmp slt i64 0, %v11467
  br i1 %v11472, label %b11473, label %b11471
b11473:
  br label %b11468
b11468:
  %v11474 = phi i64 [ 0, %b11473 ], [ %v11475, %b11470 ]
  store i64 %v11474, ptr %r1404
  %v11476 = load i64, ptr %r37
  %v11481 = icmp slt i64 0, %v11476
  br i1 %v11481, label %b11482, label %b11480
b11482:
  br label %b11477
b11477:
  %v11483 = phi i64 [ 0, %b11482 ], [ %v11484, %b11479 ]
  store i64 %v11483, ptr %r1406
  %v11485 = load i64, ptr %r1404
  %v11486 = load i64, ptr %r37
  %v11487 = mul i64 %v11485, %v11486
  %v11488 = add i64 0, %v11487
  %v11489 = load i64, ptr %r1406
  %v11490 = mul i64 %v11489, 1
  %v11491 = add i64 %v11488, %v11490
  %v11492 = load i64, ptr %r1404
  %v11493 = load i64, ptr %r37
  %v11494 = mul i64 %v11492, %v11493
  %v11495 = add i64 0, %v11494
  %v11496 = load i64, ptr %r1406
  %v11497 = mul i64 %v11496, 1
  %v11498 = add i64 %v11495, %v11497
  %v11499 = load ptr, ptr %r1402
  %v11500 = getelementptr inbounds double, ptr %v11499, i64 %v11498
  %v11501 = load double, ptr %v11500, align 8, !alias.scope !218, !noalias !219
  %v11502 = load i64, ptr %r1404
  %v11503 = load i64, ptr %r4
  %v11504 = mul i64 %v11502, %v11503
  %v11505 = add i64 0, %v11504
  %v11506 = load ptr, ptr %r1396
  %v11507 = getelementptr inbounds double, ptr %v11506, i64 %v11505
  %v11508 = load double, ptr %v11507, align 8, !alias.scope !216, !noalias !217
  %v11509 = load i64, ptr %r1406
  %v11510 = mul i64 %v11509, 1
  %v11511 = add i64 0, %v11510
  %v11512 = load ptr, ptr %r8
  %v11513 = getelementptr inbounds double, ptr %v11512, i64 %v11511
  %v11514 = load double, ptr %v11513, align 8, !alias.scope !82, !noalias !83
  %v11515 = fmul double %v11508, %v11514
  %v11516 = fadd double %v11501, %v11515
  %v11517 = load ptr, ptr %r1402
  %v11518 = getelementptr inbounds double, ptr %v11517, i64 %v11491
  store double %v11516, ptr %v11518, align 8, !alias.scope !218, !noalias !219
  br label %b11478
b11478:
  br label %b11479
b11479:
  %v11484 = add nsw i64 %v11483, 1
  %v11519 = icmp slt i64 %v11484, %v11476
  br i1 %v11519, label %b11477, label %b11480, !llvm.loop !526
b11480:
  br label %b11469
b11469:
  br label %b11470
b11470:
  %v11475 = add nsw i64 %v11474, 1
  %v11520 = icmp slt i64 %v11475, %v11467
  br i1 %v11520, label %b11468, label %b11471, !llvm.loop !527
b11471:
  br label %b11412
b11412:
  br label %b11405
b11404:
  %v11521 = load i64, ptr %r4
  %v11522 = load i64, ptr %r37
  %v11523 = mul i64 %v11521, %v11522
  %v11524 = call ptr @procedure_alloc_within(ptr %context, i64 %v11523, i64 8, i64 0)
  %v11525 = icmp eq ptr %v11524, null
  br i1 %v11525, label %b14, label %b11526, !prof !0
b11526:
  store ptr %v11524, ptr %r1408
  %v11527 = load i64, ptr %r4
  store i64 %v11527, ptr %r1410, align 8
  %v11528 = load i64, ptr %r4
  %v11529 = getelementptr inbounds i64, ptr %r1410, i64 1
  store i64 %v11528, ptr %v11529, align 8
  %v11530 = load i64, ptr %r37
  %v11531 = getelementptr inbounds i64, ptr %r1410, i64 2
  store i64 %v11530, ptr %v11531, align 8
  %v11532 = getelementptr inbounds i64, ptr %r1410, i64 3
  store i64 0, ptr %v11532, align 8
  %v11533 = load i64, ptr %r4
  %v11534 = getelementptr inbounds i64, ptr %r1410, i64 4
  store i64 %v11533, ptr %v11534, align 8
  %v11535 = getelementptr inbounds i64, ptr %r1410, i64 5
  store i64 1, ptr %v11535, align 8
  %v11536 = getelementptr inbounds i64, ptr %r1410, i64 6
  store i64 0, ptr %v11536, align 8
  %v11537 = load i64, ptr %r4
  %v11538 = getelementptr inbounds i64, ptr %r1410, i64 7
  store i64 %v11537, ptr %v11538, align 8
  %v11539 = getelementptr inbounds i64, ptr %r1410, i64 8
  store i64 1, ptr %v11539, align 8
  %v11540 = getelementptr inbounds i64, ptr %r1410, i64 9
  store i64 0, ptr %v11540, align 8
  %v11541 = load i64, ptr %r37
  %v11542 = getelementptr inbounds i64, ptr %r1410, i64 10
  store i64 %v11541, ptr %v11542, align 8
  %v11543 = getelementptr inbounds i64, ptr %r1410, i64 11
  store i64 1, ptr %v11543, align 8
  %v11544 = load ptr, ptr %r1396
  %v11545 = load ptr, ptr %r8
  %v11546 = load ptr, ptr %r1408
  %v11547 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v11544, ptr %v11545, ptr %v11546, ptr %r1410)
  %v11548 = icmp eq i64 %v11547, 0
  br i1 %v11548, label %b14, label %b11549, !prof !0
b11549:
  %v11550 = load i64, ptr %r37
  %v11551 = icmp ne i64 %v11550, 0
  %v11552 = icmp ne i64 1, 0
  %v11553 = and i1 %v11551, %v11552
  br i1 %v11553, label %b11554, label %b11555
b11554:
  %v11557 = load i64, ptr %r4
  %v11562 = icmp slt i64 0, %v11557
  br i1 %v11562, label %b11563, label %b11561
b11563:
  br label %b11558
b11558:
  %v11564 = phi i64 [ 0, %b11563 ], [ %v11565, %b11560 ]
  store i64 %v11564, ptr %r1404
  %v11566 = load i64, ptr %r37
  %v11571 = icmp slt i64 0, %v11566
  br i1 %v11571, label %b11572, label %b11570
b11572:
  br label %b11567
b11567:
  %v11573 = phi i64 [ 0, %b11572 ], [ %v11574, %b11569 ]
  store i64 %v11573, ptr %r1406
  %v11575 = load i64, ptr %r1404
  %v11576 = load i64, ptr %r37
  %v11577 = mul i64 %v11575, %v11576
  %v11578 = add i64 0, %v11577
  %v11579 = load i64, ptr %r1406
  %v11580 = mul i64 %v11579, 1
  %v11581 = add i64 %v11578, %v11580
  %v11582 = load i64, ptr %r1404
  %v11583 = load i64, ptr %r37
  %v11584 = mul i64 %v11582, %v11583
  %v11585 = add i64 0, %v11584
  %v11586 = load i64, ptr %r1406
  %v11587 = mul i64 %v11586, 1
  %v11588 = add i64 %v11585, %v11587
  %v11589 = load ptr, ptr %r1402
  %v11590 = getelementptr inbounds double, ptr %v11589, i64 %v11588
  %v11591 = load double, ptr %v11590, align 8, !llvm.access.group !530, !alias.scope !218, !noalias !219
  %v11592 = load i64, ptr %r1404
  %v11593 = mul i64 %v11592, %v11583
  %v11594 = load i64, ptr %r1406
  %v11595 = add i64 %v11593, %v11594
  %v11596 = load ptr, ptr %r1408
  %v11597 = getelementptr inbounds double, ptr %v11596, i64 %v11595
  %v11598 = load double, ptr %v11597, align 8, !llvm.access.group !530, !alias.scope !220, !noalias !221
  %v11599 = fadd double %v11591, %v11598
  %v11600 = load ptr, ptr %r1402
  %v11601 = getelementptr inbounds double, ptr %v11600, i64 %v11581
  store double %v11599, ptr %v11601, align 8, !llvm.access.group !530, !alias.scope !218, !noalias !219
  br label %b11568
b11568:
  br label %b11569
b11569:
  %v11574 = add nsw i64 %v11573, 1
  %v11602 = icmp slt i64 %v11574, %v11566
  br i1 %v11602, label %b11567, label %b11570, !llvm.loop !531
b11570:
  br label %b11559
b11559:
  br label %b11560
b11560:
  %v11565 = add nsw i64 %v11564, 1
  %v11603 = icmp slt i64 %v11565, %v11557
  br i1 %v11603, label %b11558, label %b11561, !llvm.loop !532
b11561:
  br label %b11556
b11555:
  %v11604 = load i64, ptr %r4
  %v11609 = icmp slt i64 0, %v11604
  br i1 %v11609, label %b11610, label %b11608
b11610:
  br label %b11605
b11605:
  %v11611 = phi i64 [ 0, %b11610 ], [ %v11612, %b11607 ]
  store i64 %v11611, ptr %r1404
  %v11613 = load i64, ptr %r37
  %v11618 = icmp slt i64 0, %v11613
  br i1 %v11618, label %b11619, label %b11617
b11619:
  br label %b11614
b11614:
  %v11620 = phi i64 [ 0, %b11619 ], [ %v11621, %b11616 ]
  store i64 %v11620, ptr %r1406
  %v11622 = load i64, ptr %r1404
  %v11623 = load i64, ptr %r37
  %v11624 = mul i64 %v11622, %v11623
  %v11625 = add i64 0, %v11624
  %v11626 = load i64, ptr %r1406
  %v11627 = mul i64 %v11626, 1
  %v11628 = add i64 %v11625, %v11627
  %v11629 = load i64, ptr %r1404
  %v11630 = load i64, ptr %r37
  %v11631 = mul i64 %v11629, %v11630
  %v11632 = add i64 0, %v11631
  %v11633 = load i64, ptr %r1406
  %v11634 = mul i64 %v11633, 1
  %v11635 = add i64 %v11632, %v11634
  %v11636 = load ptr, ptr %r1402
  %v11637 = getelementptr inbounds double, ptr %v11636, i64 %v11635
  %v11638 = load double, ptr %v11637, align 8, !alias.scope !218, !noalias !219
  %v11639 = load i64, ptr %r1404
  %v11640 = mul i64 %v11639, %v11630
  %v11641 = load i64, ptr %r1406
  %v11642 = add i64 %v11640, %v11641
  %v11643 = load ptr, ptr %r1408
  %v11644 = getelementptr inbounds double, ptr %v11643, i64 %v11642
  %v11645 = load double, ptr %v11644, align 8, !alias.scope !220, !noalias !221
  %v11646 = fadd double %v11638, %v11645
  %v11647 = load ptr, ptr %r1402
  %v11648 = getelementptr inbounds double, ptr %v11647, i64 %v11628
  store double %v11646, ptr %v11648, align 8, !alias.scope !218, !noalias !219
  br label %b11615
b11615:
  br label %b11616
b11616:
  %v11621 = add nsw i64 %v11620, 1
  %v11649 = icmp slt i64 %v11621, %v11613
  br i1 %v11649, label %b11614, label %b11617, !llvm.loop !533
b11617:
  br label %b11606
b11606:
  br label %b11607
b11607:
  %v11612 = add nsw i64 %v11611, 1
  %v11650 = icmp slt i64 %v11612, %v11604
  br i1 %v11650, label %b11605, label %b11608, !llvm.loop !534
b11608:
  br label %b11556
b11556:
  %v11651 = load ptr, ptr %r1408
  call void @procedure_release(ptr %context, ptr %v11651)
  br label %b11405
b11405:
  %v11652 = load i64, ptr %r4
  %v11653 = icmp eq i64 %v11652, 1
  br i1 %v11653, label %b11654, label %b11655
b11654:
  %v11657 = load i64, ptr %r4
  %v11658 = icmp ne i64 %v11657, 0
  %v11659 = icmp ne i64 1, 0
  %v11660 = and i1 %v11658, %v11659
  br i1 %v11660, label %b11661, label %b11662
b11661:
  %v11664 = load i64, ptr %r4
  %v11669 = icmp slt i64 0, %v11664
  br i1 %v11669, label %b11670, label %b11668
b11670:
  br label %b11665
b11665:
  %v11671 = phi i64 [ 0, %b11670 ], [ %v11672, %b11667 ]
  store i64 %v11671, ptr %r1411
  %v11673 = load i64, ptr %r37
  %v11678 = icmp slt i64 0, %v11673
  br i1 %v11678, label %b11679, label %b11677
b11679:
  br label %b11674
b11674:
  %v11680 = phi i64 [ 0, %b11679 ], [ %v11681, %b11676 ]
  store i64 %v11680, ptr %r1413
  %v11682 = load i64, ptr %r1413
  %v11683 = mul i64 %v11682, 1
  %v11684 = add i64 0, %v11683
  %v11685 = load i64, ptr %r1411
  %v11686 = load i64, ptr %r4
  %v11687 = mul i64 %v11685, %v11686
  %v11688 = add i64 %v11684, %v11687
  %v11689 = load i64, ptr %r1413
  %v11690 = mul i64 %v11689, 1
  %v11691 = add i64 0, %v11690
  %v11692 = load i64, ptr %r1411
  %v11693 = load i64, ptr %r4
  %v11694 = mul i64 %v11692, %v11693
  %v11695 = add i64 %v11691, %v11694
  %v11696 = load ptr, ptr %r23
  %v11697 = getelementptr inbounds double, ptr %v11696, i64 %v11695
  %v11698 = load double, ptr %v11697, align 8, !llvm.access.group !537, !alias.scope !92, !noalias !93
  %v11699 = load i64, ptr %r1413
  %v11700 = mul i64 %v11699, 1
  %v11701 = add i64 0, %v11700
  %v11702 = load ptr, ptr %r179
  %v11703 = getelementptr inbounds double, ptr %v11702, i64 %v11701
  %v11704 = load double, ptr %v11703, align 8, !llvm.access.group !537, !alias.scope !116, !noalias !117
  %v11705 = load i64, ptr %r1411
  %v11706 = mul i64 %v11705, 1
  %v11707 = add i64 0, %v11706
  %v11708 = load ptr, ptr %r1396
  %v11709 = getelementptr inbounds double, ptr %v11708, i64 %v11707
  %v11710 = load double, ptr %v11709, align 8, !llvm.access.group !537, !alias.scope !216, !noalias !217
  %v11711 = fmul double %v11704, %v11710
  %v11712 = fadd double %v11698, %v11711
  %v11713 = load ptr, ptr %r23
  %v11714 = getelementptr inbounds double, ptr %v11713, i64 %v11688
  store double %v11712, ptr %v11714, align 8, !llvm.access.group !537, !alias.scope !92, !noalias !93
  br label %b11675
b11675:
  br label %b11676
b11676:
  %v11681 = add nsw i64 %v11680, 1
  %v11715 = icmp slt i64 %v11681, %v11673
  br i1 %v11715, label %b11674, label %b11677, !llvm.loop !538
b11677:
  br label %b11666
b11666:
  br label %b11667
b11667:
  %v11672 = add nsw i64 %v11671, 1
  %v11716 = icmp slt i64 %v11672, %v11664
  br i1 %v11716, label %b11665, label %b11668, !llvm.loop !539
b11668:
  br label %b11663
b11662:
  %v11717 = load i64, ptr %r4
  %v11722 = icmp slt i64 0, %v11717
  br i1 %v11722, label %b11723, label %b11721
b11723:
  br label %b11718
b11718:
  %v11724 = phi i64 [ 0, %b11723 ], [ %v11725, %b11720 ]
  store i64 %v11724, ptr %r1411
  %v11726 = load i64, ptr %r37
  %v11731 = icmp slt i64 0, %v11726
  br i1 %v11731, label %b11732, label %b11730
b11732:
  br label %b11727
b11727:
  %v11733 = phi i64 [ 0, %b11732 ], [ %v11734, %b11729 ]
  store i64 %v11733, ptr %r1413
  %v11735 = load i64, ptr %r1413
  %v11736 = mul i64 %v11735, 1
  %v11737 = add i64 0, %v11736
  %v11738 = load i64, ptr %r1411
  %v11739 = load i64, ptr %r4
  %v11740 = mul i64 %v11738, %v11739
  %v11741 = add i64 %v11737, %v11740
  %v11742 = load i64, ptr %r1413
  %v11743 = mul i64 %v11742, 1
  %v11744 = add i64 0, %v11743
  %v11745 = load i64, ptr %r1411
  %v11746 = load i64, ptr %r4
  %v11747 = mul i64 %v11745, %v11746
  %v11748 = add i64 %v11744, %v11747
  %v11749 = load ptr, ptr %r23
  %v11750 = getelementptr inbounds double, ptr %v11749, i64 %v11748
  %v11751 = load double, ptr %v11750, align 8, !alias.scope !92, !noalias !93
  %v11752 = load i64, ptr %r1413
  %v11753 = mul i64 %v11752, 1
  %v11754 = add i64 0, %v11753
  %v11755 = load ptr, ptr %r179
  %v11756 = getelementptr inbounds double, ptr %v11755, i64 %v11754
  %v11757 = load double, ptr %v11756, align 8, !alias.scope !116, !noalias !117
  %v11758 = load i64, ptr %r1411
  %v11759 = mul i64 %v11758, 1
  %v11760 = add i64 0, %v11759
  %v11761 = load ptr, ptr %r1396
  %v11762 = getelementptr inbounds double, ptr %v11761, i64 %v11760
  %v11763 = load double, ptr %v11762, align 8, !alias.scope !216, !noalias !217
  %v11764 = fmul double %v11757, %v11763
  %v11765 = fadd double %v11751, %v11764
  %v11766 = load ptr, ptr %r23
  %v11767 = getelementptr inbounds double, ptr %v11766, i64 %v11741
  store double %v11765, ptr %v11767, align 8, !alias.scope !92, !noalias !93
  br label %b11728
b11728:
  br label %b11729
b11729:
  %v11734 = add nsw i64 %v11733, 1
  %v11768 = icmp slt i64 %v11734, %v11726
  br i1 %v11768, label %b11727, label %b11730, !llvm.loop !540
b11730:
  br label %b11719
b11719:
  br label %b11720
b11720:
  %v11725 = add nsw i64 %v11724, 1
  %v11769 = icmp slt i64 %v11725, %v11717
  br i1 %v11769, label %b11718, label %b11721, !llvm.loop !541
b11721:
  br label %b11663
b11663:
  br label %b11656
b11655:
  %v11770 = load i64, ptr %r37
  %v11771 = load i64, ptr %r4
  %v11772 = mul i64 %v11770, %v11771
  %v11773 = call ptr @procedure_alloc_within(ptr %context, i64 %v11772, i64 8, i64 0)
  %v11774 = icmp eq ptr %v11773, null
  br i1 %v11774, label %b14, label %b11775, !prof !0
b11775:
  store ptr %v11773, ptr %r1415
  %v11776 = load i64, ptr %r37
  store i64 %v11776, ptr %r1417, align 8
  %v11777 = load i64, ptr %r4
  %v11778 = getelementptr inbounds i64, ptr %r1417, i64 1
  store i64 %v11777, ptr %v11778, align 8
  %v11779 = load i64, ptr %r4
  %v11780 = getelementptr inbounds i64, ptr %r1417, i64 2
  store i64 %v11779, ptr %v11780, align 8
  %v11781 = getelementptr inbounds i64, ptr %r1417, i64 3
  store i64 0, ptr %v11781, align 8
  %v11782 = getelementptr inbounds i64, ptr %r1417, i64 4
  store i64 1, ptr %v11782, align 8
  %v11783 = load i64, ptr %r37
  %v11784 = getelementptr inbounds i64, ptr %r1417, i64 5
  store i64 %v11783, ptr %v11784, align 8
  %v11785 = getelementptr inbounds i64, ptr %r1417, i64 6
  store i64 0, ptr %v11785, align 8
  %v11786 = load i64, ptr %r4
  %v11787 = getelementptr inbounds i64, ptr %r1417, i64 7
  store i64 %v11786, ptr %v11787, align 8
  %v11788 = getelementptr inbounds i64, ptr %r1417, i64 8
  store i64 1, ptr %v11788, align 8
  %v11789 = getelementptr inbounds i64, ptr %r1417, i64 9
  store i64 0, ptr %v11789, align 8
  %v11790 = load i64, ptr %r4
  %v11791 = getelementptr inbounds i64, ptr %r1417, i64 10
  store i64 %v11790, ptr %v11791, align 8
  %v11792 = getelementptr inbounds i64, ptr %r1417, i64 11
  store i64 1, ptr %v11792, align 8
  %v11793 = load ptr, ptr %r179
  %v11794 = load ptr, ptr %r1396
  %v11795 = load ptr, ptr %r1415
  %v11796 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v11793, ptr %v11794, ptr %v11795, ptr %r1417)
  %v11797 = icmp eq i64 %v11796, 0
  br i1 %v11797, label %b14, label %b11798, !prof !0
b11798:
  %v11799 = load i64, ptr %r4
  %v11800 = icmp ne i64 %v11799, 0
  %v11801 = icmp ne i64 1, 0
  %v11802 = and i1 %v11800, %v11801
  br i1 %v11802, label %b11803, label %b11804
b11803:
  %v11806 = load i64, ptr %r4
  %v11811 = icmp slt i64 0, %v11806
  br i1 %v11811, label %b11812, label %b11810
b11812:
  br label %b11807
b11807:
  %v11813 = phi i64 [ 0, %b11812 ], [ %v11814, %b11809 ]
  store i64 %v11813, ptr %r1411
  %v11815 = load i64, ptr %r37
  %v11820 = icmp slt i64 0, %v11815
  br i1 %v11820, label %b11821, label %b11819
b11821:
  br label %b11816
b11816:
  %v11822 = phi i64 [ 0, %b11821 ], [ %v11823, %b11818 ]
  store i64 %v11822, ptr %r1413
  %v11824 = load i64, ptr %r1413
  %v11825 = mul i64 %v11824, 1
  %v11826 = add i64 0, %v11825
  %v11827 = load i64, ptr %r1411
  %v11828 = load i64, ptr %r4
  %v11829 = mul i64 %v11827, %v11828
  %v11830 = add i64 %v11826, %v11829
  %v11831 = load i64, ptr %r1413
  %v11832 = mul i64 %v11831, 1
  %v11833 = add i64 0, %v11832
  %v11834 = load i64, ptr %r1411
  %v11835 = load i64, ptr %r4
  %v11836 = mul i64 %v11834, %v11835
  %v11837 = add i64 %v11833, %v11836
  %v11838 = load ptr, ptr %r23
  %v11839 = getelementptr inbounds double, ptr %v11838, i64 %v11837
  %v11840 = load double, ptr %v11839, align 8, !llvm.access.group !544, !alias.scope !92, !noalias !93
  %v11841 = load i64, ptr %r1413
  %v11842 = mul i64 %v11841, %v11835
  %v11843 = load i64, ptr %r1411
  %v11844 = add i64 %v11842, %v11843
  %v11845 = load ptr, ptr %r1415
  %v11846 = getelementptr inbounds double, ptr %v11845, i64 %v11844
  %v11847 = load double, ptr %v11846, align 8, !llvm.access.group !544, !alias.scope !222, !noalias !223
  %v11848 = fadd double %v11840, %v11847
  %v11849 = load ptr, ptr %r23
  %v11850 = getelementptr inbounds double, ptr %v11849, i64 %v11830
  store double %v11848, ptr %v11850, align 8, !llvm.access.group !544, !alias.scope !92, !noalias !93
  br label %b11817
b11817:
  br label %b11818
b11818:
  %v11823 = add nsw i64 %v11822, 1
  %v11851 = icmp slt i64 %v11823, %v11815
  br i1 %v11851, label %b11816, label %b11819, !llvm.loop !545
b11819:
  br label %b11808
b11808:
  br label %b11809
b11809:
  %v11814 = add nsw i64 %v11813, 1
  %v11852 = icmp slt i64 %v11814, %v11806
  br i1 %v11852, label %b11807, label %b11810, !llvm.loop !546
b11810:
  br label %b11805
b11804:
  %v11853 = load i64, ptr %r4
  %v11858 = icmp slt i64 0, %v11853
  br i1 %v11858, label %b11859, label %b11857
b11859:
  br label %b11854
b11854:
  %v11860 = phi i64 [ 0, %b11859 ], [ %v11861, %b11856 ]
  store i64 %v11860, ptr %r1411
  %v11862 = load i64, ptr %r37
  %v11867 = icmp slt i64 0, %v11862
  br i1 %v11867, label %b11868, label %b11866
b11868:
  br label %b11863
b11863:
  %v11869 = phi i64 [ 0, %b11868 ], [ %v11870, %b11865 ]
  store i64 %v11869, ptr %r1413
  %v11871 = load i64, ptr %r1413
  %v11872 = mul i64 %v11871, 1
  %v11873 = add i64 0, %v11872
  %v11874 = load i64, ptr %r1411
  %v11875 = load i64, ptr %r4
  %v11876 = mul i64 %v11874, %v11875
  %v11877 = add i64 %v11873, %v11876
  %v11878 = load i64, ptr %r1413
  %v11879 = mul i64 %v11878, 1
  %v11880 = add i64 0, %v11879
  %v11881 = load i64, ptr %r1411
  %v11882 = load i64, ptr %r4
  %v11883 = mul i64 %v11881, %v11882
  %v11884 = add i64 %v11880, %v11883
  %v11885 = load ptr, ptr %r23
  %v11886 = getelementptr inbounds double, ptr %v11885, i64 %v11884
  %v11887 = load double, ptr %v11886, align 8, !alias.scope !92, !noalias !93
  %v11888 = load i64, ptr %r1413
  %v11889 = mul i64 %v11888, %v11882
  %v11890 = load i64, ptr %r1411
  %v11891 = add i64 %v11889, %v11890
  %v11892 = load ptr, ptr %r1415
  %v11893 = getelementptr inbounds double, ptr %v11892, i64 %v11891
  %v11894 = load double, ptr %v11893, align 8, !alias.scope !222, !noalias !223
  %v11895 = fadd double %v11887, %v11894
  %v11896 = load ptr, ptr %r23
  %v11897 = getelementptr inbounds double, ptr %v11896, i64 %v11877
  store double %v11895, ptr %v11897, align 8, !alias.scope !92, !noalias !93
  br label %b11864
b11864:
  br label %b11865
b11865:
  %v11870 = add nsw i64 %v11869, 1
  %v11898 = icmp slt i64 %v11870, %v11862
  br i1 %v11898, label %b11863, label %b11866, !llvm.loop !547
b11866:
  br label %b11855
b11855:
  br label %b11856
b11856:
  %v11861 = add nsw i64 %v11860, 1
  %v11899 = icmp slt i64 %v11861, %v11853
  br i1 %v11899, label %b11854, label %b11857, !llvm.loop !548
b11857:
  br label %b11805
b11805:
  %v11900 = load ptr, ptr %r1415
  call void @procedure_release(ptr %context, ptr %v11900)
  br label %b11656
b11656:
  %v11901 = load ptr, ptr %r1396
  call void @procedure_release(ptr %context, ptr %v11901)
  %v11902 = load i64, ptr %r37
  %v11903 = icmp eq i64 %v11902, 1
  br i1 %v11903, label %b11904, label %b11905
b11904:
  %v11907 = load i64, ptr %r4
  %v11908 = icmp ne i64 %v11907, 0
  %v11909 = icmp ne i64 1, 0
  %v11910 = and i1 %v11908, %v11909
  br i1 %v11910, label %b11911, label %b11912
b11911:
  %v11914 = load i64, ptr %r4
  %v11919 = icmp slt i64 0, %v11914
  br i1 %v11919, label %b11920, label %b11918
b11920:
  br label %b11915
b11915:
  %v11921 = phi i64 [ 0, %b11920 ], [ %v11922, %b11917 ]
  store i64 %v11921, ptr %r1418
  %v11923 = load i64, ptr %r4
  %v11928 = icmp slt i64 0, %v11923
  br i1 %v11928, label %b11929, label %b11927
b11929:
  br label %b11924
b11924:
  %v11930 = phi i64 [ 0, %b11929 ], [ %v11931, %b11926 ]
  store i64 %v11930, ptr %r1420
  %v11932 = load i64, ptr %r1418
  %v11933 = load i64, ptr %r4
  %v11934 = mul i64 %v11932, %v11933
  %v11935 = add i64 0, %v11934
  %v11936 = load i64, ptr %r1420
  %v11937 = mul i64 %v11936, 1
  %v11938 = add i64 %v11935, %v11937
  %v11939 = load i64, ptr %r1418
  %v11940 = load i64, ptr %r4
  %v11941 = mul i64 %v11939, %v11940
  %v11942 = add i64 0, %v11941
  %v11943 = load i64, ptr %r1420
  %v11944 = mul i64 %v11943, 1
  %v11945 = add i64 %v11942, %v11944
  %v11946 = load ptr, ptr %r23
  %v11947 = getelementptr inbounds double, ptr %v11946, i64 %v11945
  %v11948 = load double, ptr %v11947, align 8, !llvm.access.group !551, !alias.scope !92, !noalias !93
  %v11949 = load i64, ptr %r1418
  %v11950 = load i64, ptr %r37
  %v11951 = mul i64 %v11949, %v11950
  %v11952 = add i64 0, %v11951
  %v11953 = load ptr, ptr %r1402
  %v11954 = getelementptr inbounds double, ptr %v11953, i64 %v11952
  %v11955 = load double, ptr %v11954, align 8, !llvm.access.group !551, !alias.scope !218, !noalias !219
  %v11956 = load i64, ptr %r1420
  %v11957 = load i64, ptr %r39
  %v11958 = mul i64 %v11956, %v11957
  %v11959 = add i64 0, %v11958
  %v11960 = load ptr, ptr %r35
  %v11961 = getelementptr inbounds double, ptr %v11960, i64 %v11959
  %v11962 = load double, ptr %v11961, align 8, !llvm.access.group !551, !alias.scope !228, !noalias !229
  %v11963 = fmul double %v11955, %v11962
  %v11964 = fadd double %v11948, %v11963
  %v11965 = load ptr, ptr %r23
  %v11966 = getelementptr inbounds double, ptr %v11965, i64 %v11938
  store double %v11964, ptr %v11966, align 8, !llvm.access.group !551, !alias.scope !92, !noalias !93
  br label %b11925
b11925:
  br label %b11926
b11926:
  %v11931 = add nsw i64 %v11930, 1
  %v11967 = icmp slt i64 %v11931, %v11923
  br i1 %v11967, label %b11924, label %b11927, !llvm.loop !552
b11927:
  br label %b11916
b11916:
  br label %b11917
b11917:
  %v11922 = add nsw i64 %v11921, 1
  %v11968 = icmp slt i64 %v11922, %v11914
  br i1 %v11968, label %b11915, label %b11918, !llvm.loop !553
b11918:
  br label %b11913
b11912:
  %v11969 = load i64, ptr %r4
  %v11974 = icmp slt i64 0, %v11969
  br i1 %v11974, label %b11975, label %b11973
b11975:
  br label %b11970
b11970:
  %v11976 = phi i64 [ 0, %b11975 ], [ %v11977, %b11972 ]
  store i64 %v11976, ptr %r1418
  %v11978 = load i64, ptr %r4
  %v11983 = icmp slt i64 0, %v11978
  br i1 %v11983, label %b11984, label %b11982
b11984:
  br label %b11979
b11979:
  %v11985 = phi i64 [ 0, %b11984 ], [ %v11986, %b11981 ]
  store i64 %v11985, ptr %r1420
  %v11987 = load i64, ptr %r1418
  %v11988 = load i64, ptr %r4
  %v11989 = mul i64 %v11987, %v11988
  %v11990 = add i64 0, %v11989
  %v11991 = load i64, ptr %r1420
  %v11992 = mul i64 %v11991, 1
  %v11993 = add i64 %v11990, %v11992
  %v11994 = load i64, ptr %r1418
  %v11995 = load i64, ptr %r4
  %v11996 = mul i64 %v11994, %v11995
  %v11997 = add i64 0, %v11996
  %v11998 = load i64, ptr %r1420
  %v11999 = mul i64 %v11998, 1
  %v12000 = add i64 %v11997, %v11999
  %v12001 = load ptr, ptr %r23
  %v12002 = getelementptr inbounds double, ptr %v12001, i64 %v12000
  %v12003 = load double, ptr %v12002, align 8, !alias.scope !92, !noalias !93
  %v12004 = load i64, ptr %r1418
  %v12005 = load i64, ptr %r37
  %v12006 = mul i64 %v12004, %v12005
  %v12007 = add i64 0, %v12006
  %v12008 = load ptr, ptr %r1402
  %v12009 = getelementptr inbounds double, ptr %v12008, i64 %v12007
  %v12010 = load double, ptr %v12009, align 8, !alias.scope !218, !noalias !219
  %v12011 = load i64, ptr %r1420
  %v12012 = load i64, ptr %r39
  %v12013 = mul i64 %v12011, %v12012
  %v12014 = add i64 0, %v12013
  %v12015 = load ptr, ptr %r35
  %v12016 = getelementptr inbounds double, ptr %v12015, i64 %v12014
  %v12017 = load double, ptr %v12016, align 8, !alias.scope !228, !noalias !229
  %v12018 = fmul double %v12010, %v12017
  %v12019 = fadd double %v12003, %v12018
  %v12020 = load ptr, ptr %r23
  %v12021 = getelementptr inbounds double, ptr %v12020, i64 %v11993
  store double %v12019, ptr %v12021, align 8, !alias.scope !92, !noalias !93
  br label %b11980
b11980:
  br label %b11981
b11981:
  %v11986 = add nsw i64 %v11985, 1
  %v12022 = icmp slt i64 %v11986, %v11978
  br i1 %v12022, label %b11979, label %b11982, !llvm.loop !554
b11982:
  br label %b11971
b11971:
  br label %b11972
b11972:
  %v11977 = add nsw i64 %v11976, 1
  %v12023 = icmp slt i64 %v11977, %v11969
  br i1 %v12023, label %b11970, label %b11973, !llvm.loop !555
b11973:
  br label %b11913
b11913:
  br label %b11906
b11905:
  %v12024 = load i64, ptr %r4
  %v12025 = mul i64 %v12024, %v12024
  %v12026 = call ptr @procedure_alloc_within(ptr %context, i64 %v12025, i64 8, i64 0)
  %v12027 = icmp eq ptr %v12026, null
  br i1 %v12027, label %b14, label %b12028, !prof !0
b12028:
  store ptr %v12026, ptr %r1422
  %v12029 = load i64, ptr %r4
  store i64 %v12029, ptr %r1424, align 8
  %v12030 = load i64, ptr %r37
  %v12031 = getelementptr inbounds i64, ptr %r1424, i64 1
  store i64 %v12030, ptr %v12031, align 8
  %v12032 = load i64, ptr %r4
  %v12033 = getelementptr inbounds i64, ptr %r1424, i64 2
  store i64 %v12032, ptr %v12033, align 8
  %v12034 = getelementptr inbounds i64, ptr %r1424, i64 3
  store i64 0, ptr %v12034, align 8
  %v12035 = load i64, ptr %r37
  %v12036 = getelementptr inbounds i64, ptr %r1424, i64 4
  store i64 %v12035, ptr %v12036, align 8
  %v12037 = getelementptr inbounds i64, ptr %r1424, i64 5
  store i64 1, ptr %v12037, align 8
  %v12038 = getelementptr inbounds i64, ptr %r1424, i64 6
  store i64 0, ptr %v12038, align 8
  %v12039 = getelementptr inbounds i64, ptr %r1424, i64 7
  store i64 1, ptr %v12039, align 8
  %v12040 = load i64, ptr %r39
  %v12041 = getelementptr inbounds i64, ptr %r1424, i64 8
  store i64 %v12040, ptr %v12041, align 8
  %v12042 = getelementptr inbounds i64, ptr %r1424, i64 9
  store i64 0, ptr %v12042, align 8
  %v12043 = load i64, ptr %r4
  %v12044 = getelementptr inbounds i64, ptr %r1424, i64 10
  store i64 %v12043, ptr %v12044, align 8
  %v12045 = getelementptr inbounds i64, ptr %r1424, i64 11
  store i64 1, ptr %v12045, align 8
  %v12046 = load ptr, ptr %r1402
  %v12047 = load ptr, ptr %r35
  %v12048 = load ptr, ptr %r1422
  %v12049 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v12046, ptr %v12047, ptr %v12048, ptr %r1424)
  %v12050 = icmp eq i64 %v12049, 0
  br i1 %v12050, label %b14, label %b12051, !prof !0
b12051:
  %v12052 = load i64, ptr %r4
  %v12053 = icmp ne i64 %v12052, 0
  %v12054 = icmp ne i64 1, 0
  %v12055 = and i1 %v12053, %v12054
  br i1 %v12055, label %b12056, label %b12057
b12056:
  %v12059 = load i64, ptr %r4
  %v12064 = icmp slt i64 0, %v12059
  br i1 %v12064, label %b12065, label %b12063
b12065:
  br label %b12060
b12060:
  %v12066 = phi i64 [ 0, %b12065 ], [ %v12067, %b12062 ]
  store i64 %v12066, ptr %r1418
  %v12068 = load i64, ptr %r4
  %v12073 = icmp slt i64 0, %v12068
  br i1 %v12073, label %b12074, label %b12072
b12074:
  br label %b12069
b12069:
  %v12075 = phi i64 [ 0, %b12074 ], [ %v12076, %b12071 ]
  store i64 %v12075, ptr %r1420
  %v12077 = load i64, ptr %r1418
  %v12078 = load i64, ptr %r4
  %v12079 = mul i64 %v12077, %v12078
  %v12080 = add i64 0, %v12079
  %v12081 = load i64, ptr %r1420
  %v12082 = mul i64 %v12081, 1
  %v12083 = add i64 %v12080, %v12082
  %v12084 = load i64, ptr %r1418
  %v12085 = load i64, ptr %r4
  %v12086 = mul i64 %v12084, %v12085
  %v12087 = add i64 0, %v12086
  %v12088 = load i64, ptr %r1420
  %v12089 = mul i64 %v12088, 1
  %v12090 = add i64 %v12087, %v12089
  %v12091 = load ptr, ptr %r23
  %v12092 = getelementptr inbounds double, ptr %v12091, i64 %v12090
  %v12093 = load double, ptr %v12092, align 8, !llvm.access.group !558, !alias.scope !92, !noalias !93
  %v12094 = load i64, ptr %r1418
  %v12095 = mul i64 %v12094, %v12085
  %v12096 = load i64, ptr %r1420
  %v12097 = add i64 %v12095, %v12096
  %v12098 = load ptr, ptr %r1422
  %v12099 = getelementptr inbounds double, ptr %v12098, i64 %v12097
  %v12100 = load double, ptr %v12099, align 8, !llvm.access.group !558, !alias.scope !224, !noalias !225
  %v12101 = fadd double %v12093, %v12100
  %v12102 = load ptr, ptr %r23
  %v12103 = getelementptr inbounds double, ptr %v12102, i64 %v12083
  store double %v12101, ptr %v12103, align 8, !llvm.access.group !558, !alias.scope !92, !noalias !93
  br label %b12070
b12070:
  br label %b12071
b12071:
  %v12076 = add nsw i64 %v12075, 1
  %v12104 = icmp slt i64 %v12076, %v12068
  br i1 %v12104, label %b12069, label %b12072, !llvm.loop !559
b12072:
  br label %b12061
b12061:
  br label %b12062
b12062:
  %v12067 = add nsw i64 %v12066, 1
  %v12105 = icmp slt i64 %v12067, %v12059
  br i1 %v12105, label %b12060, label %b12063, !llvm.loop !560
b12063:
  br label %b12058
b12057:
  %v12106 = load i64, ptr %r4
  %v12111 = icmp slt i64 0, %v12106
  br i1 %v12111, label %b12112, label %b12110
b12112:
  br label %b12107
b12107:
  %v12113 = phi i64 [ 0, %b12112 ], [ %v12114, %b12109 ]
  store i64 %v12113, ptr %r1418
  %v12115 = load i64, ptr %r4
  %v12120 = icmp slt i64 0, %v12115
  br i1 %v12120, label %b12121, label %b12119
b12121:
  br label %b12116
b12116:
  %v12122 = phi i64 [ 0, %b12121 ], [ %v12123, %b12118 ]
  store i64 %v12122, ptr %r1420
  %v12124 = load i64, ptr %r1418
  %v12125 = load i64, ptr %r4
  %v12126 = mul i64 %v12124, %v12125
  %v12127 = add i64 0, %v12126
  %v12128 = load i64, ptr %r1420
  %v12129 = mul i64 %v12128, 1
  %v12130 = add i64 %v12127, %v12129
  %v12131 = load i64, ptr %r1418
  %v12132 = load i64, ptr %r4
  %v12133 = mul i64 %v12131, %v12132
  %v12134 = add i64 0, %v12133
  %v12135 = load i64, ptr %r1420
  %v12136 = mul i64 %v12135, 1
  %v12137 = add i64 %v12134, %v12136
  %v12138 = load ptr, ptr %r23
  %v12139 = getelementptr inbounds double, ptr %v12138, i64 %v12137
  %v12140 = load double, ptr %v12139, align 8, !alias.scope !92, !noalias !93
  %v12141 = load i64, ptr %r1418
  %v12142 = mul i64 %v12141, %v12132
  %v12143 = load i64, ptr %r1420
  %v12144 = add i64 %v12142, %v12143
  %v12145 = load ptr, ptr %r1422
  %v12146 = getelementptr inbounds double, ptr %v12145, i64 %v12144
  %v12147 = load double, ptr %v12146, align 8, !alias.scope !224, !noalias !225
  %v12148 = fadd double %v12140, %v12147
  %v12149 = load ptr, ptr %r23
  %v12150 = getelementptr inbounds double, ptr %v12149, i64 %v12130
  store double %v12148, ptr %v12150, align 8, !alias.scope !92, !noalias !93
  br label %b12117
b12117:
  br label %b12118
b12118:
  %v12123 = add nsw i64 %v12122, 1
  %v12151 = icmp slt i64 %v12123, %v12115
  br i1 %v12151, label %b12116, label %b12119, !llvm.loop !561
b12119:
  br label %b12108
b12108:
  br label %b12109
b12109:
  %v12114 = add nsw i64 %v12113, 1
  %v12152 = icmp slt i64 %v12114, %v12106
  br i1 %v12152, label %b12107, label %b12110, !llvm.loop !562
b12110:
  br label %b12058
b12058:
  %v12153 = load ptr, ptr %r1422
  call void @procedure_release(ptr %context, ptr %v12153)
  br label %b11906
b11906:
  %v12154 = load i64, ptr %r4
  %v12155 = icmp eq i64 %v12154, 1
  br i1 %v12155, label %b12156, label %b12157
b12156:
  %v12159 = load i64, ptr %r39
  %v12160 = icmp ne i64 %v12159, 0
  %v12161 = icmp ne i64 1, 0
  %v12162 = and i1 %v12160, %v12161
  br i1 %v12162, label %b12163, label %b12164
b12163:
  %v12166 = load i64, ptr %r4
  %v12171 = icmp slt i64 0, %v12166
  br i1 %v12171, label %b12172, label %b12170
b12172:
  br label %b12167
b12167:
  %v12173 = phi i64 [ 0, %b12172 ], [ %v12174, %b12169 ]
  store i64 %v12173, ptr %r1425
  %v12175 = load i64, ptr %r37
  %v12180 = icmp slt i64 0, %v12175
  br i1 %v12180, label %b12181, label %b12179
b12181:
  br label %b12176
b12176:
  %v12182 = phi i64 [ 0, %b12181 ], [ %v12183, %b12178 ]
  store i64 %v12182, ptr %r1427
  %v12184 = load i64, ptr %r1425
  %v12185 = load i64, ptr %r39
  %v12186 = mul i64 %v12184, %v12185
  %v12187 = add i64 0, %v12186
  %v12188 = load i64, ptr %r1427
  %v12189 = mul i64 %v12188, 1
  %v12190 = add i64 %v12187, %v12189
  %v12191 = load i64, ptr %r1425
  %v12192 = load i64, ptr %r39
  %v12193 = mul i64 %v12191, %v12192
  %v12194 = add i64 0, %v12193
  %v12195 = load i64, ptr %r1427
  %v12196 = mul i64 %v12195, 1
  %v12197 = add i64 %v12194, %v12196
  %v12198 = load ptr, ptr %r77
  %v12199 = getelementptr inbounds double, ptr %v12198, i64 %v12197
  %v12200 = load double, ptr %v12199, align 8, !llvm.access.group !565, !alias.scope !230, !noalias !231
  %v12201 = load i64, ptr %r1425
  %v12202 = mul i64 %v12201, 1
  %v12203 = add i64 0, %v12202
  %v12204 = load ptr, ptr %r8
  %v12205 = getelementptr inbounds double, ptr %v12204, i64 %v12203
  %v12206 = load double, ptr %v12205, align 8, !llvm.access.group !565, !alias.scope !82, !noalias !83
  %v12207 = load i64, ptr %r1427
  %v12208 = mul i64 %v12207, 1
  %v12209 = add i64 0, %v12208
  %v12210 = load ptr, ptr %r1402
  %v12211 = getelementptr inbounds double, ptr %v12210, i64 %v12209
  %v12212 = load double, ptr %v12211, align 8, !llvm.access.group !565, !alias.scope !218, !noalias !219
  %v12213 = fmul double %v12206, %v12212
  %v12214 = fadd double %v12200, %v12213
  %v12215 = load ptr, ptr %r77
  %v12216 = getelementptr inbounds double, ptr %v12215, i64 %v12190
  store double %v12214, ptr %v12216, align 8, !llvm.access.group !565, !alias.scope !230, !noalias !231
  br label %b12177
b12177:
  br label %b12178
b12178:
  %v12183 = add nsw i64 %v12182, 1
  %v12217 = icmp slt i64 %v12183, %v12175
  br i1 %v12217, label %b12176, label %b12179, !llvm.loop !566
b12179:
  br label %b12168
b12168:
  br label %b12169
b12169:
  %v12174 = add nsw i64 %v12173, 1
  %v12218 = icmp slt i64 %v12174, %v12166
  br i1 %v12218, label %b12167, label %b12170, !llvm.loop !567
b12170:
  br label %b12165
b12164:
  %v12219 = load i64, ptr %r4
  %v12224 = icmp slt i64 0, %v12219
  br i1 %v12224, label %b12225, label %b12223
b12225:
  br label %b12220
b12220:
  %v12226 = phi i64 [ 0, %b12225 ], [ %v12227, %b12222 ]
  store i64 %v12226, ptr %r1425
  %v12228 = load i64, ptr %r37
  %v12233 = icmp slt i64 0, %v12228
  br i1 %v12233, label %b12234, label %b12232
b12234:
  br label %b12229
b12229:
  %v12235 = phi i64 [ 0, %b12234 ], [ %v12236, %b12231 ]
  store i64 %v12235, ptr %r1427
  %v12237 = load i64, ptr %r1425
  %v12238 = load i64, ptr %r39
  %v12239 = mul i64 %v12237, %v12238
  %v12240 = add i64 0, %v12239
  %v12241 = load i64, ptr %r1427
  %v12242 = mul i64 %v12241, 1
  %v12243 = add i64 %v12240, %v12242
  %v12244 = load i64, ptr %r1425
  %v12245 = load i64, ptr %r39
  %v12246 = mul i64 %v12244, %v12245
  %v12247 = add i64 0, %v12246
  %v12248 = load i64, ptr %r1427
  %v12249 = mul i64 %v12248, 1
  %v12250 = add i64 %v12247, %v12249
  %v12251 = load ptr, ptr %r77
  %v12252 = getelementptr inbounds double, ptr %v12251, i64 %v12250
  %v12253 = load double, ptr %v12252, align 8, !alias.scope !230, !noalias !231
  %v12254 = load i64, ptr %r1425
  %v12255 = mul i64 %v12254, 1
  %v12256 = add i64 0, %v12255
  %v12257 = load ptr, ptr %r8
  %v12258 = getelementptr inbounds double, ptr %v12257, i64 %v12256
  %v12259 = load double, ptr %v12258, align 8, !alias.scope !82, !noalias !83
  %v12260 = load i64, ptr %r1427
  %v12261 = mul i64 %v12260, 1
  %v12262 = add i64 0, %v12261
  %v12263 = load ptr, ptr %r1402
  %v12264 = getelementptr inbounds double, ptr %v12263, i64 %v12262
  %v12265 = load double, ptr %v12264, align 8, !alias.scope !218, !noalias !219
  %v12266 = fmul double %v12259, %v12265
  %v12267 = fadd double %v12253, %v12266
  %v12268 = load ptr, ptr %r77
  %v12269 = getelementptr inbounds double, ptr %v12268, i64 %v12243
  store double %v12267, ptr %v12269, align 8, !alias.scope !230, !noalias !231
  br label %b12230
b12230:
  br label %b12231
b12231:
  %v12236 = add nsw i64 %v12235, 1
  %v12270 = icmp slt i64 %v12236, %v12228
  br i1 %v12270, label %b12229, label %b12232, !llvm.loop !568
b12232:
  br label %b12221
b12221:
  br label %b12222
b12222:
  %v12227 = add nsw i64 %v12226, 1
  %v12271 = icmp slt i64 %v12227, %v12219
  br i1 %v12271, label %b12220, label %b12223, !llvm.loop !569
b12223:
  br label %b12165
b12165:
  br label %b12158
b12157:
  %v12272 = load i64, ptr %r4
  %v12273 = load i64, ptr %r37
  %v12274 = mul i64 %v12272, %v12273
  %v12275 = call ptr @procedure_alloc_within(ptr %context, i64 %v12274, i64 8, i64 0)
  %v12276 = icmp eq ptr %v12275, null
  br i1 %v12276, label %b14, label %b12277, !prof !0
b12277:
  store ptr %v12275, ptr %r1429
  %v12278 = load i64, ptr %r4
  store i64 %v12278, ptr %r1431, align 8
  %v12279 = load i64, ptr %r4
  %v12280 = getelementptr inbounds i64, ptr %r1431, i64 1
  store i64 %v12279, ptr %v12280, align 8
  %v12281 = load i64, ptr %r37
  %v12282 = getelementptr inbounds i64, ptr %r1431, i64 2
  store i64 %v12281, ptr %v12282, align 8
  %v12283 = getelementptr inbounds i64, ptr %r1431, i64 3
  store i64 0, ptr %v12283, align 8
  %v12284 = getelementptr inbounds i64, ptr %r1431, i64 4
  store i64 1, ptr %v12284, align 8
  %v12285 = load i64, ptr %r4
  %v12286 = getelementptr inbounds i64, ptr %r1431, i64 5
  store i64 %v12285, ptr %v12286, align 8
  %v12287 = getelementptr inbounds i64, ptr %r1431, i64 6
  store i64 0, ptr %v12287, align 8
  %v12288 = load i64, ptr %r37
  %v12289 = getelementptr inbounds i64, ptr %r1431, i64 7
  store i64 %v12288, ptr %v12289, align 8
  %v12290 = getelementptr inbounds i64, ptr %r1431, i64 8
  store i64 1, ptr %v12290, align 8
  %v12291 = getelementptr inbounds i64, ptr %r1431, i64 9
  store i64 0, ptr %v12291, align 8
  %v12292 = load i64, ptr %r37
  %v12293 = getelementptr inbounds i64, ptr %r1431, i64 10
  store i64 %v12292, ptr %v12293, align 8
  %v12294 = getelementptr inbounds i64, ptr %r1431, i64 11
  store i64 1, ptr %v12294, align 8
  %v12295 = load ptr, ptr %r8
  %v12296 = load ptr, ptr %r1402
  %v12297 = load ptr, ptr %r1429
  %v12298 = call i64 @procedure_matmul(ptr %context, i64 1, ptr %v12295, ptr %v12296, ptr %v12297, ptr %r1431)
  %v12299 = icmp eq i64 %v12298, 0
  br i1 %v12299, label %b14, label %b12300, !prof !0
b12300:
  %v12301 = load i64, ptr %r39
  %v12302 = icmp ne i64 %v12301, 0
  %v12303 = icmp ne i64 1, 0
  %v12304 = and i1 %v12302, %v12303
  br i1 %v12304, label %b12305, label %b12306
b12305:
  %v12308 = load i64, ptr %r4
  %v12313 = icmp slt i64 0, %v12308
  br i1 %v12313, label %b12314, label %b12312
b12314:
  br label %b12309
b12309:
  %v12315 = phi i64 [ 0, %b12314 ], [ %v12316, %b12311 ]
  store i64 %v12315, ptr %r1425
  %v12317 = load i64, ptr %r37
  %v12322 = icmp slt i64 0, %v12317
  br i1 %v12322, label %b12323, label %b12321
b12323:
  br label %b12318
b12318:
  %v12324 = phi i64 [ 0, %b12323 ], [ %v12325, %b12320 ]
  store i64 %v12324, ptr %r1427
  %v12326 = load i64, ptr %r1425
  %v12327 = load i64, ptr %r39
  %v12328 = mul i64 %v12326, %v12327
  %v12329 = add i64 0, %v12328
  %v12330 = load i64, ptr %r1427
  %v12331 = mul i64 %v12330, 1
  %v12332 = add i64 %v12329, %v12331
  %v12333 = load i64, ptr %r1425
  %v12334 = load i64, ptr %r39
  %v12335 = mul i64 %v12333, %v12334
  %v12336 = add i64 0, %v12335
  %v12337 = load i64, ptr %r1427
  %v12338 = mul i64 %v12337, 1
  %v12339 = add i64 %v12336, %v12338
  %v12340 = load ptr, ptr %r77
  %v12341 = getelementptr inbounds double, ptr %v12340, i64 %v12339
  %v12342 = load double, ptr %v12341, align 8, !llvm.access.group !572, !alias.scope !230, !noalias !231
  %v12343 = load i64, ptr %r1425
  %v12344 = load i64, ptr %r37
  %v12345 = mul i64 %v12343, %v12344
  %v12346 = load i64, ptr %r1427
  %v12347 = add i64 %v12345, %v12346
  %v12348 = load ptr, ptr %r1429
  %v12349 = getelementptr inbounds double, ptr %v12348, i64 %v12347
  %v12350 = load double, ptr %v12349, align 8, !llvm.access.group !572, !alias.scope !226, !noalias !227
  %v12351 = fadd double %v12342, %v12350
  %v12352 = load ptr, ptr %r77
  %v12353 = getelementptr inbounds double, ptr %v12352, i64 %v12332
  store double %v12351, ptr %v12353, align 8, !llvm.access.group !572, !alias.scope !230, !noalias !231
  br label %b12319
b12319:
  br label %b12320
b12320:
  %v12325 = add nsw i64 %v12324, 1
  %v12354 = icmp slt i64 %v12325, %v12317
  br i1 %v12354, label %b12318, label %b12321, !llvm.loop !573
b12321:
  br label %b12310
b12310:
  br label %b12311
b12311:
  %v12316 = add nsw i64 %v12315, 1
  %v12355 = icmp slt i64 %v12316, %v12308
  br i1 %v12355, label %b12309, label %b12312, !llvm.loop !574
b12312:
  br label %b12307
b12306:
  %v12356 = load i64, ptr %r4
  %v12361 = icmp slt i64 0, %v12356
  br i1 %v12361, label %b12362, label %b12360
b12362:
  br label %b12357
b12357:
  %v12363 = phi i64 [ 0, %b12362 ], [ %v12364, %b12359 ]
  store i64 %v12363, ptr %r1425
  %v12365 = load i64, ptr %r37
  %v12370 = icmp slt i64 0, %v12365
  br i1 %v12370, label %b12371, label %b12369
b12371:
  br label %b12366
b12366:
  %v12372 = phi i64 [ 0, %b12371 ], [ %v12373, %b12368 ]
  store i64 %v12372, ptr %r1427
  %v12374 = load i64, ptr %r1425
  %v12375 = load i64, ptr %r39
  %v12376 = mul i64 %v12374, %v12375
  %v12377 = add i64 0, %v12376
  %v12378 = load i64, ptr %r1427
  %v12379 = mul i64 %v12378, 1
  %v12380 = add i64 %v12377, %v12379
  %v12381 = load i64, ptr %r1425
  %v12382 = load i64, ptr %r39
  %v12383 = mul i64 %v12381, %v12382
  %v12384 = add i64 0, %v12383
  %v12385 = load i64, ptr %r1427
  %v12386 = mul i64 %v12385, 1
  %v12387 = add i64 %v12384, %v12386
  %v12388 = load ptr, ptr %r77
  %v12389 = getelementptr inbounds double, ptr %v12388, i64 %v12387
  %v12390 = load double, ptr %v12389, align 8, !alias.scope !230, !noalias !231
  %v12391 = load i64, ptr %r1425
  %v12392 = load i64, ptr %r37
  %v12393 = mul i64 %v12391, %v12392
  %v12394 = load i64, ptr %r1427
  %v12395 = add i64 %v12393, %v12394
  %v12396 = load ptr, ptr %r1429
  %v12397 = getelementptr inbounds double, ptr %v12396, i64 %v12395
  %v12398 = load double, ptr %v12397, align 8, !alias.scope !226, !noalias !227
  %v12399 = fadd double %v12390, %v12398
  %v12400 = load ptr, ptr %r77
  %v12401 = getelementptr inbounds double, ptr %v12400, i64 %v12380
  store double %v12399, ptr %v12401, align 8, !alias.scope !230, !noalias !231
  br label %b12367
b12367:
  br label %b12368
b12368:
  %v12373 = add nsw i64 %v12372, 1
  %v12402 = icmp slt i64 %v12373, %v12365
  br i1 %v12402, label %b12366, label %b12369, !llvm.loop !575
b12369:
  br label %b12358
b12358:
  br label %b12359
b12359:
  %v12364 = add nsw i64 %v12363, 1
  %v12403 = icmp slt i64 %v12364, %v12356
  br i1 %v12403, label %b12357, label %b12360, !llvm.loop !576
b12360:
  br label %b12307
b12307:
  %v12404 = load ptr, ptr %r1429
  call void @procedure_release(ptr %context, ptr %v12404)
  br label %b12158
b12158:
  %v12405 = load ptr, ptr %r1402
  call void @procedure_release(ptr %context, ptr %v12405)
  %v12406 = load ptr, ptr %r179
  call void @procedure_release(ptr %context, ptr %v12406)
  %v12407 = load i64, ptr %r4
  %v12412 = icmp slt i64 0, %v12407
  br i1 %v12412, label %b12413, label %b12411
b12413:
  br label %b12408
b12408:
  %v12414 = phi i64 [ 0, %b12413 ], [ %v12415, %b12410 ]
  store i64 %v12414, ptr %r169
  %v12416 = load i64, ptr %r169
  %v12417 = load ptr, ptr %r1100
  %v12418 = getelementptr inbounds double, ptr %v12417, i64 %v12416
  %v12419 = load double, ptr %v12418, align 8, !alias.scope !192, !noalias !193
  store double %v12419, ptr %r1432
  %v12420 = load double, ptr %r659
  %v12421 = load double, ptr %r1432
  %v12422 = fadd double %v12420, %v12421
  store double %v12422, ptr %r659
  %v12423 = load i64, ptr %r4
  %v12428 = icmp slt i64 0, %v12423
  br i1 %v12428, label %b12429, label %b12427
b12429:
  br label %b12424
b12424:
  %v12430 = phi i64 [ 0, %b12429 ], [ %v12431, %b12426 ]
  store i64 %v12430, ptr %r173
  %v12432 = load double, ptr %r659
  store double %v12432, ptr %r1434
  %v12433 = load i64, ptr %r173
  %v12434 = load ptr, ptr %r41
  %v12435 = getelementptr inbounds double, ptr %v12434, i64 %v12433
  %v12436 = load double, ptr %v12435, align 8, !llvm.access.group !577, !alias.scope !232, !noalias !233
  store double %v12436, ptr %r1436
  %v12437 = load i64, ptr %r4
  %v12438 = load i64, ptr %r169
  %v12439 = mul i64 %v12437, %v12438
  store i64 %v12439, ptr %r1438
  %v12440 = load i64, ptr %r1438
  %v12441 = load i64, ptr %r173
  %v12442 = add i64 %v12440, %v12441
  store i64 %v12442, ptr %r1440
  %v12443 = load i64, ptr %r1440
  %v12444 = load ptr, ptr %r8
  %v12445 = getelementptr inbounds double, ptr %v12444, i64 %v12443
  %v12446 = load double, ptr %v12445, align 8, !llvm.access.group !577, !alias.scope !82, !noalias !83
  store double %v12446, ptr %r1442
  %v12447 = load double, ptr %r1434
  %v12448 = load double, ptr %r1436
  %v12449 = fmul double %v12447, %v12448
  store double %v12449, ptr %r1444
  %v12450 = load double, ptr %r1434
  %v12451 = load double, ptr %r1442
  %v12452 = fmul double %v12450, %v12451
  store double %v12452, ptr %r1446
  %v12453 = load i64, ptr %r1440
  %v12454 = load i64, ptr %r1440
  %v12455 = load ptr, ptr %r23
  %v12456 = getelementptr inbounds double, ptr %v12455, i64 %v12454
  %v12457 = load double, ptr %v12456, align 8, !llvm.access.group !577, !alias.scope !92, !noalias !93
  %v12458 = load double, ptr %r1444
  %v12459 = fadd double %v12457, %v12458
  %v12460 = load ptr, ptr %r23
  %v12461 = getelementptr inbounds double, ptr %v12460, i64 %v12453
  store double %v12459, ptr %v12461, align 8, !llvm.access.group !577, !alias.scope !92, !noalias !93
  %v12462 = load i64, ptr %r173
  %v12463 = load i64, ptr %r173
  %v12464 = load ptr, ptr %r79
  %v12465 = getelementptr inbounds double, ptr %v12464, i64 %v12463
  %v12466 = load double, ptr %v12465, align 8, !llvm.access.group !577, !alias.scope !234, !noalias !235
  %v12467 = load double, ptr %r1446
  %v12468 = fadd double %v12466, %v12467
  %v12469 = load ptr, ptr %r79
  %v12470 = getelementptr inbounds double, ptr %v12469, i64 %v12462
  store double %v12468, ptr %v12470, align 8, !llvm.access.group !577, !alias.scope !234, !noalias !235
  br label %b12425
b12425:
  br label %b12426
b12426:
  %v12431 = add nsw i64 %v12430, 1
  %v12471 = icmp slt i64 %v12431, %v12423
  br i1 %v12471, label %b12424, label %b12427, !llvm.loop !578
b12427:
  %v12472 = load double, ptr %r659
  store double %v12472, ptr %r1448
  store double 0x0000000000000000, ptr %r659
  br label %b12409
b12409:
  br label %b12410
b12410:
  %v12415 = add nsw i64 %v12414, 1
  %v12473 = icmp slt i64 %v12415, %v12407
  br i1 %v12473, label %b12408, label %b12411, !llvm.loop !579
b12411:
  %v12474 = load ptr, ptr %r1100
  call void @procedure_release(ptr %context, ptr %v12474)
  %v12475 = load ptr, ptr %r167
  call void @procedure_release(ptr %context, ptr %v12475)
  br label %b4441
b4441:
  %v12476 = and i64 %v4446, 15
  %v12477 = icmp eq i64 %v12476, 15
  br i1 %v12477, label %b12478, label %b12479, !prof !0
b12479:
  br label %b4442
b4442:
  %v4447 = add nsw i64 %v4446, -1
  %v12482 = icmp sgt i64 %v4447, %v4439
  br i1 %v12482, label %b4440, label %b4443, !llvm.loop !580
b4443:
  %v12483 = load double, ptr %r657
  store double %v12483, ptr %r1450
  store double 0x0000000000000000, ptr %r657
  %v12484 = load ptr, ptr %r708
  call void @procedure_release(ptr %context, ptr %v12484)
  %v12485 = load i64, ptr %r97
  %v12490 = icmp slt i64 0, %v12485
  br i1 %v12490, label %b12491, label %b12489
b12491:
  br label %b12486
b12486:
  %v12492 = phi i64 [ 0, %b12491 ], [ %v12493, %b12488 ]
  store i64 %v12492, ptr %r105
  %v12494 = load i64, ptr %r105
  %v12495 = load ptr, ptr %r71
  %v12496 = getelementptr inbounds double, ptr %v12495, i64 %v12494
  %v12497 = load double, ptr %v12496, align 8, !llvm.access.group !581, !alias.scope !110, !noalias !111
  store double %v12497, ptr %r1452
  br label %b12487
b12487:
  br label %b12488
b12488:
  %v12493 = add nsw i64 %v12492, 1
  %v12498 = icmp slt i64 %v12493, %v12485
  br i1 %v12498, label %b12486, label %b12489, !llvm.loop !582
b12489:
  %v12499 = load ptr, ptr %tape.base
  %v12500 = ptrtoint ptr %v12499 to i64
  %v12501 = load ptr, ptr %tape.top
  %v12502 = ptrtoint ptr %v12501 to i64
  %v12503 = sub i64 %v12502, %v12500
  %v12504 = icmp slt i64 %v12503, 8
  br i1 %v12504, label %b12505, label %b12506, !prof !0
b12505:
  %v12507 = load ptr, ptr %tape.top
  %v12508 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v12507, ptr %v12508, align 8
  %v12509 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v12510 = icmp eq i64 %v12509, 0
  br i1 %v12510, label %b14, label %b12511, !prof !0
b12511:
  %v12512 = getelementptr inbounds i64, ptr %tape, i64 4
  %v12513 = load ptr, ptr %v12512, align 8
  store ptr %v12513, ptr %tape.base
  %v12514 = getelementptr inbounds i64, ptr %tape, i64 5
  %v12515 = load ptr, ptr %v12514, align 8
  store ptr %v12515, ptr %tape.top
  %v12516 = getelementptr inbounds i64, ptr %tape, i64 6
  %v12517 = load ptr, ptr %v12516, align 8
  store ptr %v12517, ptr %tape.end
  br label %b12506
b12506:
  %v12518 = load ptr, ptr %tape.top
  %v12519 = getelementptr i8, ptr %v12518, i64 -8
  store ptr %v12519, ptr %tape.top
  %v12520 = load ptr, ptr %v12519, align 1, !alias.scope !78, !noalias !79
  store ptr %v12520, ptr %r1454
  %v12521 = load ptr, ptr %r1454
  call void @procedure_release(ptr %context, ptr %v12521)
  %v12522 = load ptr, ptr %tape.base
  %v12523 = ptrtoint ptr %v12522 to i64
  %v12524 = load ptr, ptr %tape.top
  %v12525 = ptrtoint ptr %v12524 to i64
  %v12526 = sub i64 %v12525, %v12523
  %v12527 = icmp slt i64 %v12526, 8
  br i1 %v12527, label %b12528, label %b12529, !prof !0
b12528:
  %v12530 = load ptr, ptr %tape.top
  %v12531 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v12530, ptr %v12531, align 8
  %v12532 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v12533 = icmp eq i64 %v12532, 0
  br i1 %v12533, label %b14, label %b12534, !prof !0
b12534:
  %v12535 = getelementptr inbounds i64, ptr %tape, i64 4
  %v12536 = load ptr, ptr %v12535, align 8
  store ptr %v12536, ptr %tape.base
  %v12537 = getelementptr inbounds i64, ptr %tape, i64 5
  %v12538 = load ptr, ptr %v12537, align 8
  store ptr %v12538, ptr %tape.top
  %v12539 = getelementptr inbounds i64, ptr %tape, i64 6
  %v12540 = load ptr, ptr %v12539, align 8
  store ptr %v12540, ptr %tape.end
  br label %b12529
b12529:
  %v12541 = load ptr, ptr %tape.top
  %v12542 = getelementptr i8, ptr %v12541, i64 -8
  store ptr %v12542, ptr %tape.top
  %v12543 = load ptr, ptr %v12542, align 1, !alias.scope !78, !noalias !79
  store ptr %v12543, ptr %r1456
  %v12544 = load ptr, ptr %r1456
  call void @procedure_release(ptr %context, ptr %v12544)
  %v12545 = load ptr, ptr %tape.base
  %v12546 = ptrtoint ptr %v12545 to i64
  %v12547 = load ptr, ptr %tape.top
  %v12548 = ptrtoint ptr %v12547 to i64
  %v12549 = sub i64 %v12548, %v12546
  %v12550 = icmp slt i64 %v12549, 8
  br i1 %v12550, label %b12551, label %b12552, !prof !0
b12551:
  %v12553 = load ptr, ptr %tape.top
  %v12554 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v12553, ptr %v12554, align 8
  %v12555 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v12556 = icmp eq i64 %v12555, 0
  br i1 %v12556, label %b14, label %b12557, !prof !0
b12557:
  %v12558 = getelementptr inbounds i64, ptr %tape, i64 4
  %v12559 = load ptr, ptr %v12558, align 8
  store ptr %v12559, ptr %tape.base
  %v12560 = getelementptr inbounds i64, ptr %tape, i64 5
  %v12561 = load ptr, ptr %v12560, align 8
  store ptr %v12561, ptr %tape.top
  %v12562 = getelementptr inbounds i64, ptr %tape, i64 6
  %v12563 = load ptr, ptr %v12562, align 8
  store ptr %v12563, ptr %tape.end
  br label %b12552
b12552:
  %v12564 = load ptr, ptr %tape.top
  %v12565 = getelementptr i8, ptr %v12564, i64 -8
  store ptr %v12565, ptr %tape.top
  %v12566 = load ptr, ptr %v12565, align 1, !alias.scope !78, !noalias !79
  store ptr %v12566, ptr %r1458
  %v12567 = load ptr, ptr %r1458
  call void @procedure_release(ptr %context, ptr %v12567)
  %v12568 = load ptr, ptr %tape.base
  %v12569 = ptrtoint ptr %v12568 to i64
  %v12570 = load ptr, ptr %tape.top
  %v12571 = ptrtoint ptr %v12570 to i64
  %v12572 = sub i64 %v12571, %v12569
  %v12573 = icmp slt i64 %v12572, 8
  br i1 %v12573, label %b12574, label %b12575, !prof !0
b12574:
  %v12576 = load ptr, ptr %tape.top
  %v12577 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v12576, ptr %v12577, align 8
  %v12578 = call i64 @procedure_back(ptr %context, ptr %tape, i64 8)
  %v12579 = icmp eq i64 %v12578, 0
  br i1 %v12579, label %b14, label %b12580, !prof !0
b12580:
  %v12581 = getelementptr inbounds i64, ptr %tape, i64 4
  %v12582 = load ptr, ptr %v12581, align 8
  store ptr %v12582, ptr %tape.base
  %v12583 = getelementptr inbounds i64, ptr %tape, i64 5
  %v12584 = load ptr, ptr %v12583, align 8
  store ptr %v12584, ptr %tape.top
  %v12585 = getelementptr inbounds i64, ptr %tape, i64 6
  %v12586 = load ptr, ptr %v12585, align 8
  store ptr %v12586, ptr %tape.end
  br label %b12575
b12575:
  %v12587 = load ptr, ptr %tape.top
  %v12588 = getelementptr i8, ptr %v12587, i64 -8
  store ptr %v12588, ptr %tape.top
  %v12589 = load ptr, ptr %v12588, align 1, !alias.scope !78, !noalias !79
  store ptr %v12589, ptr %r1460
  %v12590 = load ptr, ptr %r1460
  call void @procedure_release(ptr %context, ptr %v12590)
  br label %b1
b1:
  %v12591 = load i64, ptr %r4
  store i64 %v12591, ptr %outputs, align 8
  %v12592 = load ptr, ptr %r23
  %v12593 = getelementptr inbounds i64, ptr %outputs, i64 1
  store ptr %v12592, ptr %v12593, align 8
  %v12594 = load i64, ptr %r12
  %v12595 = getelementptr inbounds i64, ptr %outputs, i64 3
  store i64 %v12594, ptr %v12595, align 8
  %v12596 = load ptr, ptr %r25
  %v12597 = getelementptr inbounds i64, ptr %outputs, i64 4
  store ptr %v12596, ptr %v12597, align 8
  %v12598 = load ptr, ptr %r27
  %v12599 = getelementptr inbounds i64, ptr %outputs, i64 6
  store ptr %v12598, ptr %v12599, align 8
  %v12600 = load ptr, ptr %r29
  %v12601 = getelementptr inbounds i64, ptr %outputs, i64 8
  store ptr %v12600, ptr %v12601, align 8
  %v12602 = load i64, ptr %r2
  %v12603 = getelementptr inbounds i64, ptr %outputs, i64 10
  store i64 %v12602, ptr %v12603, align 8
  %v12604 = load ptr, ptr %r31
  %v12605 = getelementptr inbounds i64, ptr %outputs, i64 11
  store ptr %v12604, ptr %v12605, align 8
  %v12606 = load double, ptr %r653
  %v12607 = getelementptr inbounds i64, ptr %outputs, i64 13
  store double %v12606, ptr %v12607, align 8
  %v12608 = load ptr, ptr %tape.top
  %v12609 = getelementptr inbounds i64, ptr %tape, i64 5
  store ptr %v12608, ptr %v12609, align 8
  ret i32 0
b14:
  ret i32 -1
b42:
  ret i32 1
b112:
  ret i32 2
b278:
  ret i32 3
b914:
  ret i32 4
b1385:
  %v1387 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  store i32 1048576, ptr %patience, align 4
  %v1388 = icmp ne i64 %v1387, 0
  br i1 %v1388, label %b14, label %b1386
b1421:
  %v1423 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  store i32 1048576, ptr %patience, align 4
  %v1424 = icmp ne i64 %v1423, 0
  br i1 %v1424, label %b14, label %b1422
b1452:
  ret i32 5
b1619:
  %v1621 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v1622 = icmp ne i64 %v1621, 0
  br i1 %v1622, label %b14, label %b1620
b2668:
  %v2670 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  store i32 1048576, ptr %patience, align 4
  %v2671 = icmp ne i64 %v2670, 0
  br i1 %v2671, label %b14, label %b2669
b2704:
  %v2706 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  store i32 1048576, ptr %patience, align 4
  %v2707 = icmp ne i64 %v2706, 0
  br i1 %v2707, label %b14, label %b2705
b3582:
  %v3584 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  store i32 1048576, ptr %patience, align 4
  %v3585 = icmp ne i64 %v3584, 0
  br i1 %v3585, label %b14, label %b3583
b3618:
  %v3620 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  store i32 1048576, ptr %patience, align 4
  %v3621 = icmp ne i64 %v3620, 0
  br i1 %v3621, label %b14, label %b3619
b3877:
  %v3879 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v3880 = icmp ne i64 %v3879, 0
  br i1 %v3880, label %b14, label %b3878
b5597:
  %v5599 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v5600 = icmp ne i64 %v5599, 0
  br i1 %v5600, label %b14, label %b5598
b5604:
  %v5606 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v5607 = icmp ne i64 %v5606, 0
  br i1 %v5607, label %b14, label %b5605
b6010:
  %v6012 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v6013 = icmp ne i64 %v6012, 0
  br i1 %v6013, label %b14, label %b6011
b6716:
  %v6718 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v6719 = icmp ne i64 %v6718, 0
  br i1 %v6719, label %b14, label %b6717
b6723:
  %v6725 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v6726 = icmp ne i64 %v6725, 0
  br i1 %v6726, label %b14, label %b6724
b8716:
  %v8718 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v8719 = icmp ne i64 %v8718, 0
  br i1 %v8719, label %b14, label %b8717
b9477:
  %v9479 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v9480 = icmp ne i64 %v9479, 0
  br i1 %v9480, label %b14, label %b9478
b9484:
  %v9486 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v9487 = icmp ne i64 %v9486, 0
  br i1 %v9487, label %b14, label %b9485
b12478:
  %v12480 = call preserve_mostcc i64 @procedure_ask(ptr %context)
  %v12481 = icmp ne i64 %v12480, 0
  br i1 %v12481, label %b14, label %b12479
}
declare <8 x double> @vm_log_f64x8(<8 x double>) #1
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
declare double @llvm.fabs.f64(double)
declare double @sm_log_f64(double) #2
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare noalias ptr @procedure_alloc(ptr, i64, i64, i64) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
declare noalias ptr @procedure_alloc_within(ptr, i64, i64, i64) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
declare void @procedure_begin_tape(ptr, ptr) nounwind 
declare void @procedure_end_tape(ptr, ptr) nounwind 
declare void @procedure_retain(ptr) nounwind memory(argmem: readwrite)
declare void @procedure_release(ptr, ptr) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
declare i64 @procedure_take(ptr, ptr) nounwind 
declare void @procedure_finish(ptr) nounwind 
declare void @procedure_discard(ptr) nounwind 
declare i64 @procedure_grow(ptr, ptr, i64) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
declare i64 @procedure_back(ptr, ptr, i64) nounwind 
declare ptr @procedure_push_block(ptr, ptr, i64, i64) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
declare ptr @procedure_pop_block(ptr, ptr, i64, i64) nounwind 
declare preserve_mostcc i64 @procedure_ask(ptr) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
declare i64 @procedure_matmul(ptr, i64, ptr, ptr, ptr, ptr) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
attributes #0 = { nounwind "min-legal-vector-width"="512" "prefer-vector-width"="512" }
attributes #1 = { nounwind willreturn memory(none) }
attributes #2 = { nounwind willreturn memory(none) "vector-function-abi-variant"="_ZGV_LLVM_N8v_sm_log_f64(vm_log_f64x8)" }
!0 = !{!"branch_weights", i32 1, i32 100000}
!1 = !{}
!2 = distinct !{!2}
!3 = distinct !{!3, !2}
!4 = distinct !{!4, !2}
!5 = distinct !{!5, !2}
!6 = distinct !{!6, !2}
!7 = distinct !{!7, !2}
!8 = distinct !{!8, !2}
!9 = distinct !{!9, !2}
!10 = distinct !{!10, !2}
!11 = distinct !{!11, !2}
!12 = distinct !{!12, !2}
!13 = distinct !{!13, !2}
!14 = distinct !{!14, !2}
!15 = distinct !{!15, !2}
!16 = distinct !{!16, !2}
!17 = distinct !{!17, !2}
!18 = distinct !{!18, !2}
!19 = distinct !{!19, !2}
!20 = distinct !{!20, !2}
!21 = distinct !{!21, !2}
!22 = distinct !{!22, !2}
!23 = distinct !{!23, !2}
!24 = distinct !{!24, !2}
!25 = distinct !{!25, !2}
!26 = distinct !{!26, !2}
!27 = distinct !{!27, !2}
!28 = distinct !{!28, !2}
!29 = distinct !{!29, !2}
!30 = distinct !{!30, !2}
!31 = distinct !{!31, !2}
!32 = distinct !{!32, !2}
!33 = distinct !{!33, !2}
!34 = distinct !{!34, !2}
!35 = distinct !{!35, !2}
!36 = distinct !{!36, !2}
!37 = distinct !{!37, !2}
!38 = distinct !{!38, !2}
!39 = distinct !{!39, !2}
!40 = distinct !{!40, !2}
!41 = distinct !{!41, !2}
!42 = distinct !{!42, !2}
!43 = distinct !{!43, !2}
!44 = distinct !{!44, !2}
!45 = distinct !{!45, !2}
!46 = distinct !{!46, !2}
!47 = distinct !{!47, !2}
!48 = distinct !{!48, !2}
!49 = distinct !{!49, !2}
!50 = distinct !{!50, !2}
!51 = distinct !{!51, !2}
!52 = distinct !{!52, !2}
!53 = distinct !{!53, !2}
!54 = distinct !{!54, !2}
!55 = distinct !{!55, !2}
!56 = distinct !{!56, !2}
!57 = distinct !{!57, !2}
!58 = distinct !{!58, !2}
!59 = distinct !{!59, !2}
!60 = distinct !{!60, !2}
!61 = distinct !{!61, !2}
!62 = distinct !{!62, !2}
!63 = distinct !{!63, !2}
!64 = distinct !{!64, !2}
!65 = distinct !{!65, !2}
!66 = distinct !{!66, !2}
!67 = distinct !{!67, !2}
!68 = distinct !{!68, !2}
!69 = distinct !{!69, !2}
!70 = distinct !{!70, !2}
!71 = distinct !{!71, !2}
!72 = distinct !{!72, !2}
!73 = distinct !{!73, !2}
!74 = distinct !{!74, !2}
!75 = distinct !{!75, !2}
!76 = distinct !{!76, !2}
!77 = distinct !{!77, !2}
!78 = !{!77}
!79 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76}
!80 = !{!3}
!81 = !{!4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!82 = !{!4}
!83 = !{!3, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!84 = !{!5}
!85 = !{!3, !4, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!86 = !{!6}
!87 = !{!3, !4, !5, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!88 = !{!7}
!89 = !{!3, !4, !5, !6, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!90 = !{!8}
!91 = !{!3, !4, !5, !6, !7, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!92 = !{!9}
!93 = !{!3, !4, !5, !6, !7, !8, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!94 = !{!10}
!95 = !{!3, !4, !5, !6, !7, !8, !9, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!96 = !{!11}
!97 = !{!3, !4, !5, !6, !7, !8, !9, !10, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!98 = !{!12}
!99 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!100 = !{!13}
!101 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!102 = !{!14}
!103 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!104 = !{!15}
!105 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!106 = !{!16}
!107 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!108 = !{!17}
!109 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!110 = !{!18}
!111 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!112 = !{!19}
!113 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!114 = !{!20}
!115 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!116 = !{!21}
!117 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!118 = !{!22}
!119 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!120 = !{!23}
!121 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!122 = !{!24}
!123 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!124 = !{!25}
!125 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!126 = !{!26}
!127 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!128 = !{!27}
!129 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!130 = !{!28}
!131 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!132 = !{!29}
!133 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!134 = !{!30}
!135 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!136 = !{!31}
!137 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!138 = !{!32}
!139 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!140 = !{!33}
!141 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!142 = !{!34}
!143 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!144 = !{!35}
!145 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!146 = !{!36}
!147 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!148 = !{!37}
!149 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!150 = !{!38}
!151 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!152 = !{!39}
!153 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!154 = !{!40}
!155 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!156 = !{!41}
!157 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!158 = !{!42}
!159 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!160 = !{!43}
!161 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!162 = !{!44}
!163 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!164 = !{!45}
!165 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!166 = !{!46}
!167 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!168 = !{!47}
!169 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!170 = !{!48}
!171 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!172 = !{!49}
!173 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!174 = !{!50}
!175 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!176 = !{!51}
!177 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!178 = !{!52}
!179 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!180 = !{!53}
!181 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!182 = !{!54}
!183 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!184 = !{!55}
!185 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!186 = !{!56}
!187 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!188 = !{!57}
!189 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!190 = !{!58}
!191 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!192 = !{!59}
!193 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!194 = !{!60}
!195 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!196 = !{!61}
!197 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!198 = !{!62}
!199 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!200 = !{!63}
!201 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!202 = !{!64}
!203 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!204 = !{!65}
!205 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!206 = !{!66}
!207 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!208 = !{!67}
!209 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!210 = !{!68}
!211 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!212 = !{!69}
!213 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !70, !71, !72, !73, !74, !75, !76, !77}
!214 = !{!70}
!215 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !71, !72, !73, !74, !75, !76, !77}
!216 = !{!71}
!217 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !72, !73, !74, !75, !76, !77}
!218 = !{!72}
!219 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !73, !74, !75, !76, !77}
!220 = !{!73}
!221 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !74, !75, !76, !77}
!222 = !{!74}
!223 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !75, !76, !77}
!224 = !{!75}
!225 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !76, !77}
!226 = !{!76}
!227 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !77}
!228 = !{!17, !37}
!229 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!230 = !{!18, !38}
!231 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !34, !35, !36, !37, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!232 = !{!14, !33}
!233 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !15, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !34, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!234 = !{!15, !34}
!235 = !{!3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !16, !17, !18, !19, !20, !21, !22, !23, !24, !25, !26, !27, !28, !29, !30, !31, !32, !33, !35, !36, !37, !38, !39, !40, !41, !42, !43, !44, !45, !46, !47, !48, !49, !50, !51, !52, !53, !54, !55, !56, !57, !58, !59, !60, !61, !62, !63, !64, !65, !66, !67, !68, !69, !70, !71, !72, !73, !74, !75, !76, !77}
!236 = distinct !{}
!237 = distinct !{}
!238 = !{!236, !237}
!239 = distinct !{!239, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !237}}
!240 = distinct !{!240, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !236}}
!241 = distinct !{}
!242 = distinct !{!242, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !241}}
!243 = distinct !{}
!244 = distinct !{}
!245 = !{!243, !244}
!246 = distinct !{!246, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.parallel_accesses", !244}}
!247 = distinct !{!247, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !243}}
!248 = distinct !{}
!249 = distinct !{!249, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !248}}
!250 = distinct !{}
!251 = distinct !{}
!252 = !{!250, !251}
!253 = distinct !{!253, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.parallel_accesses", !251}}
!254 = distinct !{!254, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !250}}
!255 = distinct !{}
!256 = distinct !{!256, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !255}}
!257 = distinct !{}
!258 = distinct !{!258, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !257}}
!259 = distinct !{}
!260 = distinct !{!260, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !259}}
!261 = distinct !{}
!262 = distinct !{!262, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !261}}
!263 = distinct !{!263, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!264 = distinct !{!264, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!265 = distinct !{!265, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!266 = distinct !{!266, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!267 = distinct !{!267, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!268 = distinct !{!268, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!269 = distinct !{!269, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!270 = distinct !{!270, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!271 = distinct !{!271, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!272 = distinct !{!272, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!273 = distinct !{}
!274 = distinct !{!274, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !273}}
!275 = distinct !{}
!276 = distinct !{!276, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !275}}
!277 = distinct !{!277, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!278 = distinct !{}
!279 = distinct !{!279, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !278}}
!280 = distinct !{}
!281 = distinct !{!281, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !280}}
!282 = distinct !{}
!283 = distinct !{!283, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !282}}
!284 = distinct !{}
!285 = distinct !{!285, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !284}}
!286 = distinct !{}
!287 = distinct !{!287, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !286}}
!288 = distinct !{!288, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!289 = distinct !{!289, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!290 = distinct !{!290, !{!"llvm.loop.mustprogress"}}
!291 = distinct !{!291, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!292 = distinct !{!292, !{!"llvm.loop.mustprogress"}}
!293 = distinct !{!293, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!294 = distinct !{!294, !{!"llvm.loop.mustprogress"}}
!295 = distinct !{!295, !{!"llvm.loop.mustprogress"}}
!296 = distinct !{!296, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!297 = distinct !{!297, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!298 = distinct !{}
!299 = distinct !{!299, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.parallel_accesses", !298}}
!300 = distinct !{}
!301 = distinct !{!301, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !300}}
!302 = distinct !{!302, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!303 = distinct !{!303, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!304 = distinct !{!304, !{!"llvm.loop.mustprogress"}}
!305 = distinct !{!305, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!306 = distinct !{!306, !{!"llvm.loop.mustprogress"}}
!307 = distinct !{!307, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!308 = distinct !{!308, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!309 = distinct !{!309, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!310 = distinct !{}
!311 = distinct !{!311, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.parallel_accesses", !310}}
!312 = distinct !{}
!313 = distinct !{!313, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.parallel_accesses", !312}}
!314 = distinct !{}
!315 = distinct !{!315, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.parallel_accesses", !314}}
!316 = distinct !{}
!317 = distinct !{!317, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !316}}
!318 = distinct !{!318, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!319 = distinct !{!319, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!320 = distinct !{!320, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!321 = distinct !{!321, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!322 = distinct !{!322, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!323 = distinct !{!323, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!324 = distinct !{!324, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!325 = distinct !{!325, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!326 = distinct !{}
!327 = distinct !{!327, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !326}}
!328 = distinct !{}
!329 = distinct !{!329, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !328}}
!330 = distinct !{!330, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!331 = distinct !{!331, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!332 = distinct !{!332, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!333 = distinct !{!333, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!334 = distinct !{!334, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!335 = distinct !{!335, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!336 = distinct !{!336, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!337 = distinct !{!337, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!338 = distinct !{!338, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!339 = distinct !{!339, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!340 = distinct !{!340, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!341 = distinct !{}
!342 = distinct !{!342, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !341}}
!343 = distinct !{}
!344 = distinct !{!344, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !343}}
!345 = distinct !{}
!346 = distinct !{!346, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !345}}
!347 = distinct !{}
!348 = distinct !{!348, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !347}}
!349 = distinct !{}
!350 = distinct !{}
!351 = !{!349, !350}
!352 = distinct !{!352, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !350}}
!353 = distinct !{!353, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !349}}
!354 = distinct !{!354, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!355 = distinct !{!355, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!356 = distinct !{}
!357 = distinct !{}
!358 = !{!356, !357}
!359 = distinct !{!359, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !357}}
!360 = distinct !{!360, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !356}}
!361 = distinct !{!361, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!362 = distinct !{!362, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!363 = distinct !{}
!364 = distinct !{}
!365 = !{!363, !364}
!366 = distinct !{!366, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !364}}
!367 = distinct !{!367, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !363}}
!368 = distinct !{!368, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!369 = distinct !{!369, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!370 = distinct !{}
!371 = distinct !{}
!372 = !{!370, !371}
!373 = distinct !{!373, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !371}}
!374 = distinct !{!374, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !370}}
!375 = distinct !{!375, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!376 = distinct !{!376, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!377 = distinct !{}
!378 = distinct !{}
!379 = !{!377, !378}
!380 = distinct !{!380, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !378}}
!381 = distinct !{!381, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !377}}
!382 = distinct !{!382, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!383 = distinct !{!383, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!384 = distinct !{}
!385 = distinct !{}
!386 = !{!384, !385}
!387 = distinct !{!387, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !385}}
!388 = distinct !{!388, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !384}}
!389 = distinct !{!389, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!390 = distinct !{!390, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!391 = distinct !{}
!392 = distinct !{}
!393 = !{!391, !392}
!394 = distinct !{!394, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !392}}
!395 = distinct !{!395, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !391}}
!396 = distinct !{!396, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!397 = distinct !{!397, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!398 = distinct !{}
!399 = distinct !{}
!400 = !{!398, !399}
!401 = distinct !{!401, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !399}}
!402 = distinct !{!402, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !398}}
!403 = distinct !{!403, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!404 = distinct !{!404, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!405 = distinct !{}
!406 = distinct !{!406, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !405}}
!407 = distinct !{}
!408 = distinct !{!408, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !407}}
!409 = distinct !{!409, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!410 = distinct !{}
!411 = distinct !{!411, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !410}}
!412 = distinct !{!412, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!413 = distinct !{!413, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!414 = distinct !{}
!415 = distinct !{!415, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !414}}
!416 = distinct !{!416, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!417 = distinct !{!417, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!418 = distinct !{!418, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!419 = distinct !{!419, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!420 = distinct !{!420, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!421 = distinct !{!421, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!422 = distinct !{!422, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!423 = distinct !{!423, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!424 = distinct !{}
!425 = distinct !{!425, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !424}}
!426 = distinct !{}
!427 = distinct !{!427, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !426}}
!428 = distinct !{}
!429 = distinct !{}
!430 = !{!428, !429}
!431 = distinct !{!431, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !429}}
!432 = distinct !{!432, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !428}}
!433 = distinct !{!433, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!434 = distinct !{!434, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!435 = distinct !{}
!436 = distinct !{}
!437 = !{!435, !436}
!438 = distinct !{!438, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !436}}
!439 = distinct !{!439, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !435}}
!440 = distinct !{!440, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!441 = distinct !{!441, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!442 = distinct !{}
!443 = distinct !{}
!444 = !{!442, !443}
!445 = distinct !{!445, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !443}}
!446 = distinct !{!446, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !442}}
!447 = distinct !{!447, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!448 = distinct !{!448, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!449 = distinct !{}
!450 = distinct !{}
!451 = !{!449, !450}
!452 = distinct !{!452, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !450}}
!453 = distinct !{!453, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !449}}
!454 = distinct !{!454, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!455 = distinct !{!455, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!456 = distinct !{}
!457 = distinct !{!457, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !456}}
!458 = distinct !{}
!459 = distinct !{}
!460 = !{!458, !459}
!461 = distinct !{!461, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !459}}
!462 = distinct !{!462, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !458}}
!463 = distinct !{!463, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!464 = distinct !{!464, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!465 = distinct !{}
!466 = distinct !{}
!467 = !{!465, !466}
!468 = distinct !{!468, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !466}}
!469 = distinct !{!469, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !465}}
!470 = distinct !{!470, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!471 = distinct !{!471, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!472 = distinct !{}
!473 = distinct !{}
!474 = !{!472, !473}
!475 = distinct !{!475, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !473}}
!476 = distinct !{!476, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !472}}
!477 = distinct !{!477, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!478 = distinct !{!478, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!479 = distinct !{}
!480 = distinct !{}
!481 = !{!479, !480}
!482 = distinct !{!482, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !480}}
!483 = distinct !{!483, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !479}}
!484 = distinct !{!484, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!485 = distinct !{!485, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!486 = distinct !{}
!487 = distinct !{}
!488 = !{!486, !487}
!489 = distinct !{!489, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !487}}
!490 = distinct !{!490, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !486}}
!491 = distinct !{!491, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!492 = distinct !{!492, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!493 = distinct !{}
!494 = distinct !{}
!495 = !{!493, !494}
!496 = distinct !{!496, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !494}}
!497 = distinct !{!497, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !493}}
!498 = distinct !{!498, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!499 = distinct !{!499, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!500 = distinct !{}
!501 = distinct !{}
!502 = !{!500, !501}
!503 = distinct !{!503, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !501}}
!504 = distinct !{!504, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !500}}
!505 = distinct !{!505, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!506 = distinct !{!506, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!507 = distinct !{}
!508 = distinct !{}
!509 = !{!507, !508}
!510 = distinct !{!510, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !508}}
!511 = distinct !{!511, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !507}}
!512 = distinct !{!512, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!513 = distinct !{!513, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!514 = distinct !{}
!515 = distinct !{!515, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !514}}
!516 = distinct !{}
!517 = distinct !{!517, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !516}}
!518 = distinct !{!518, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!519 = distinct !{}
!520 = distinct !{!520, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !519}}
!521 = distinct !{}
!522 = distinct !{}
!523 = !{!521, !522}
!524 = distinct !{!524, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !522}}
!525 = distinct !{!525, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !521}}
!526 = distinct !{!526, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!527 = distinct !{!527, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!528 = distinct !{}
!529 = distinct !{}
!530 = !{!528, !529}
!531 = distinct !{!531, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !529}}
!532 = distinct !{!532, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !528}}
!533 = distinct !{!533, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!534 = distinct !{!534, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!535 = distinct !{}
!536 = distinct !{}
!537 = !{!535, !536}
!538 = distinct !{!538, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !536}}
!539 = distinct !{!539, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !535}}
!540 = distinct !{!540, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!541 = distinct !{!541, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!542 = distinct !{}
!543 = distinct !{}
!544 = !{!542, !543}
!545 = distinct !{!545, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !543}}
!546 = distinct !{!546, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !542}}
!547 = distinct !{!547, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!548 = distinct !{!548, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!549 = distinct !{}
!550 = distinct !{}
!551 = !{!549, !550}
!552 = distinct !{!552, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !550}}
!553 = distinct !{!553, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !549}}
!554 = distinct !{!554, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!555 = distinct !{!555, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!556 = distinct !{}
!557 = distinct !{}
!558 = !{!556, !557}
!559 = distinct !{!559, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !557}}
!560 = distinct !{!560, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !556}}
!561 = distinct !{!561, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!562 = distinct !{!562, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!563 = distinct !{}
!564 = distinct !{}
!565 = !{!563, !564}
!566 = distinct !{!566, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !564}}
!567 = distinct !{!567, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !563}}
!568 = distinct !{!568, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!569 = distinct !{!569, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!570 = distinct !{}
!571 = distinct !{}
!572 = !{!570, !571}
!573 = distinct !{!573, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !571}}
!574 = distinct !{!574, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !570}}
!575 = distinct !{!575, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!576 = distinct !{!576, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!577 = distinct !{}
!578 = distinct !{!578, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !577}}
!579 = distinct !{!579, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!580 = distinct !{!580, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}}
!581 = distinct !{}
!582 = distinct !{!582, !{!"llvm.loop.mustprogress"}, !{!"llvm.loop.unroll.disable"}, !{!"llvm.loop.parallel_accesses", !581}}
